package io.backstay.vault.intake;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// Reads the credentials of an AWS credentials or config file, a `.pgpass` or an environment file.
///
/// The file is read once into memory, never copied and never changed; what was read is overwritten, and secrets go
/// from there into [io.backstay.seal.Secret] without becoming a `String`. Which of the three it is shows in its
/// lines. A line that is wrong gives a sentence and does not lose the others; no sentence repeats a value.
public final class Intake {
    /// The largest file.
    public static final ByteSize FILE_MAX = new ByteSize(1L << 20);

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Intake() {}

    /// The credentials of a file.
    ///
    /// @return what was found, which the caller closes
    /// @throws BackstayException when it cannot be read, is too large or is none of the three
    public static Imports read(Path file) throws BackstayException {
        if (!Files.exists(file)) {
            throw new BackstayException(new Failure.NotFound(file.toString(), "Check the path."));
        }
        if (!Files.isRegularFile(file)) {
            throw new BackstayException(new Failure.BadInput(file + " is no file.", "Choose a file."));
        }
        byte[] bytes;
        try {
            bytes = bytes(file);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(file + " cannot be read.", "Check that you may read it."), e);
        }
        return parse(file.toString(), bytes);
    }

    /// The credentials in bytes, which are overwritten.
    ///
    /// @param source what a person calls it
    /// @return what was found, which the caller closes
    public static Imports parse(String source, byte[] bytes) throws BackstayException {
        try {
            if (bytes.length > FILE_MAX.bytes()) {
                throw new BackstayException(new Failure.TooLarge(source, FILE_MAX));
            }
            CharBuffer decoded = CharBuffer.allocate(bytes.length);
            try {
                boolean isText = !StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes), decoded, true)
                        .isError();
                Slice text = new Slice(decoded.array(), 0, decoded.position());
                if (!isText || text.indexOf('\0', 0) >= 0) {
                    throw unknown(source);
                }
                return harvest(source, text.isAt(0, BYTE_ORDER_MARK) ? text.from(1) : text);
            } finally {
                Arrays.fill(decoded.array(), '\0');
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Imports harvest(String source, Slice text) throws BackstayException {
        Harvest harvest = new Harvest();
        boolean complete = false;
        try {
            List<Line> lines = Line.of(text, harvest);
            long sections = lines.stream().filter(AwsFile::isSection).count();
            long settings = lines.stream().filter(EnvFile::isSetting).count();
            long logins = lines.stream().filter(PgPass::isLogin).count();
            if (sections > 0) {
                new AwsFile(harvest).read(lines);
            } else if (settings > 0 && settings >= logins) {
                new EnvFile(harvest).read(lines);
            } else if (logins > 0) {
                new PgPass(harvest).read(lines);
            } else {
                throw unknown(source);
            }
            complete = true;
            return harvest.all();
        } finally {
            if (!complete) {
                harvest.close();
            }
        }
    }

    private static BackstayException unknown(String source) {
        return new BackstayException(new Failure.BadInput(
                source + " is none of the files that are read here: an AWS credentials or config file, a .pgpass, an"
                        + " environment file.",
                "Choose one of these, or add the credential by hand."));
    }

    /// Read through memory outside of the heap that is erased, since the channel would keep a buffer of its own.
    private static byte[] bytes(Path file) throws IOException, BackstayException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            if (channel.size() > FILE_MAX.bytes()) {
                throw new BackstayException(new Failure.TooLarge(file.toString(), FILE_MAX));
            }
            MemorySegment memory = arena.allocate(Math.max(1, channel.size()));
            try {
                ByteBuffer buffer = memory.asByteBuffer().limit((int) channel.size());
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // One read may give a part.
                }
                return memory.asSlice(0, buffer.position()).toArray(ValueLayout.JAVA_BYTE);
            } finally {
                memory.fill((byte) 0);
            }
        }
    }
}
