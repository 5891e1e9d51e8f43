package io.backstay.connect.s3.open;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file of what was begun and has not ended: a line for each beginning and each end, forced to disk before the call
/// returns.
///
/// It is for what is rare, so the file is read anew for each question and no handle is kept; a half-written last line,
/// after a crash, counts as none. Several may keep one file, in one process or in many.
public final class OpenFile {
    private static final String BEGUN = "begun";
    private static final String ENDED = "ended";
    /// A process holds a lock of a file once, whichever of its objects asks.
    private static final Object WRITING = new Object();

    private final Path file;

    /// @param file need not be there yet
    public OpenFile(Path file) {
        this.file = file;
    }

    /// What was written down when it was begun last, absent when it was not or has ended.
    ///
    /// @throws IOException when the file cannot be read
    public @Nullable String open(String what) throws IOException {
        return Files.exists(file) ? read().get(what) : null;
    }

    /// It is begun, with what is to be known of it.
    public void begun(String what, String known) throws BackstayException {
        write(BEGUN + " " + coded(what) + " " + coded(known) + "\n");
    }

    /// It has ended.
    public void ended(String what) throws BackstayException {
        write(ENDED + " " + coded(what) + " -\n");
    }

    /// Where it is.
    @Override
    public String toString() {
        return file.toString();
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> open = new HashMap<>();
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int whole = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, whole).split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3 && words[0].equals(BEGUN)) {
                open.put(plain(words[1]), plain(words[2]));
            } else if (words.length == 3 && words[0].equals(ENDED)) {
                open.remove(plain(words[1]));
            }
        }
        return open;
    }

    private void write(String line) throws BackstayException {
        synchronized (WRITING) {
            try (FileChannel to = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                // It goes with the channel.
                to.lock();
                append(to, line);
            } catch (IOException e) {
                throw new BackstayException(Failure.unwritable(file, e), e);
            }
        }
    }

    private static void append(FileChannel to, String line) throws IOException {
        long end = endOfLines(to);
        to.truncate(end);
        to.position(end);
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        to.force(true);
    }

    /// Behind the last whole line.
    private static long endOfLines(FileChannel in) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = in.size(); end > 0; end--) {
            one.clear();
            if (in.read(one, end - 1) == 1 && one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    private static String coded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String coded) throws IOException {
        try {
            return new String(Base64.getUrlDecoder().decode(coded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("a line of it makes no sense", e);
        }
    }
}
