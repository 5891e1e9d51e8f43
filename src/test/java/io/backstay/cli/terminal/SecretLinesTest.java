package io.backstay.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SecretLinesTest {
    private static final ByteSize LIMIT = new ByteSize(1000);

    @Test
    void linesEndWithOrWithoutACarriageReturn() throws Exception {
        InputStream in = stream("one\r\ntwo\n\nfour");
        assertEquals("one", line(in));
        assertEquals("two", line(in));
        assertEquals("", line(in));
        assertEquals("four", line(in));
        assertNull(SecretLines.next(in, LIMIT));
    }

    @Test
    void noByteAfterTheLineIsTaken() throws Exception {
        InputStream in = stream("one\ntwo\n");
        line(in);
        assertArrayEquals("two\n".getBytes(UTF_8), in.readAllBytes());
    }

    @Test
    void theMarkOfAnEditorIsNoPartOfThePassphrase() throws Exception {
        assertEquals("päss 😀", line(stream("\uFEFFpäss 😀\n")));
    }

    @Test
    void linesUpToTheLimitAreReadWhole() throws Exception {
        var random = new Random(11);
        for (int size : new int[] {1, 255, 256, 257, 999, 1000}) {
            String text = random.ints(size, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertEquals(text, line(stream(text + "\n")));
        }
        refused("x".repeat(1001), "larger than the limit");
        refused("x".repeat(1001) + "\n", "larger than the limit");
    }

    @Test
    void whatIsNoTextOrCannotBeReadIsRefused() {
        refused(new ByteArrayInputStream(new byte[] {'a', (byte) 0xC3}), "no UTF-8");
        refused(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("closed");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw new IOException("closed");
                    }
                },
                "not readable here");
    }

    @Test
    void hostileTextIsSpeltOut() {
        assertEquals("a\\u001B[2J\\u202Eb ü", Plain.text("a\u001b[2J\u202Eb ü"));
        assertEquals("1 entry, 1,000 entries", Plain.entries(1) + ", " + Plain.entries(1000));
    }

    private static void refused(String text, String words) {
        refused(stream(text), words);
    }

    private static void refused(InputStream in, String words) {
        var e = assertThrows(BackstayException.class, () -> SecretLines.next(in, LIMIT));
        assertEquals(true, e.failure().message().contains(words), e.failure()::message);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static String line(InputStream in) throws Exception {
        return new String(SecretLines.next(in, LIMIT));
    }
}
