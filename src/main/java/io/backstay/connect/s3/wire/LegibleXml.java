package io.backstay.connect.s3.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// An answer without references to characters that XML 1.0 does not have, such as `&#x01;`, with which some stores
/// repeat a name outside of the encoded ones and so make their own answer unreadable.
///
/// Each becomes U+FFFD, the character for what cannot be read.
public final class LegibleXml {
    private static final byte[] UNREADABLE = "\ufffd".getBytes(StandardCharsets.UTF_8);
    private static final int REFERENCE_MAX = 10;
    private static final int HEX = 16;

    private LegibleXml() {}

    /// The answer, legible; what is legible already is left as it is.
    public static InputStream of(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream out = null;
        int copied = 0;
        for (int i = 0; i + 2 < bytes.length; i++) {
            int end = bytes[i] == '&' && bytes[i + 1] == '#' ? illegal(bytes, i) : -1;
            if (end > 0) {
                out = out == null ? new ByteArrayOutputStream(bytes.length) : out;
                out.write(bytes, copied, i - copied);
                out.writeBytes(UNREADABLE);
                copied = end;
                i = end - 1;
            }
        }
        if (out == null) {
            return new ByteArrayInputStream(bytes);
        }
        out.write(bytes, copied, bytes.length - copied);
        return new ByteArrayInputStream(out.toByteArray());
    }

    /// Behind the reference that begins here, -1 when it is none, or one of a character that XML has.
    private static int illegal(byte[] bytes, int at) {
        for (int end = at + 2; end < bytes.length && end < at + REFERENCE_MAX; end++) {
            if (bytes[end] == ';') {
                String number = new String(bytes, at + 2, end - at - 2, StandardCharsets.ISO_8859_1);
                boolean hex = number.startsWith("x");
                try {
                    int c = hex ? Integer.parseInt(number.substring(1), HEX) : Integer.parseInt(number);
                    return isXml(c) ? -1 : end + 1;
                } catch (NumberFormatException e) {
                    return -1;
                }
            }
        }
        return -1;
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= Character.MAX_CODE_POINT);
    }
}
