package io.backstay.connect.s3.copy;

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

/// An [UploadBook] in a file: a line for each beginning and each end, forced to disk before the call returns.
///
/// Copies in parts are rare, so the file is read anew for each question and no handle is kept; a half-written last
/// line, after a crash, counts as none. Several restores may keep one file, in one process or in many.
public final class UploadFile implements UploadBook {
    private static final String BEGUN = "begun";
    private static final String ENDED = "ended";
    /// A process holds a lock of a file once, whichever of its objects asks.
    private static final Object WRITING = new Object();

    private final Path file;

    /// @param file need not be there yet
    public UploadFile(Path file) {
        this.file = file;
    }

    @Override
    public @Nullable String open(String copy) throws BackstayException {
        try {
            return Files.exists(file) ? read().get(copy) : null;
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "The file " + file + ", which says what copies in parts are under way, cannot be read.",
                            "See that it can be read; while it cannot, objects over 5 GB are not copied."),
                    e);
        }
    }

    @Override
    public void begun(String copy, String upload) throws BackstayException {
        write(BEGUN + " " + coded(copy) + " " + coded(upload) + "\n");
    }

    @Override
    public void ended(String copy) throws BackstayException {
        write(ENDED + " " + coded(copy) + " -\n");
    }

    @Override
    public boolean lasts() {
        return true;
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
