package io.backstay.lab.objects;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent signs and angle brackets of the practice object store; its own, so that client and server check each
/// other.
final class LabEscapes {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private LabEscapes() {}

    /// Percent-encodes all but unreserved characters and those named in `alsoPlain`.
    static String percent(String text, String alsoPlain) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (UNRESERVED.indexOf(c) >= 0 || alsoPlain.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(UPPER.toHexDigits(b));
            }
        }
        return out.toString();
    }

    /// The inverse; a plus sign is a plus sign.
    static String plain(String encoded) throws LabFault {
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(source.length);
        try {
            for (int i = 0; i < source.length; i++) {
                if (source[i] == '%') {
                    bytes.write(HexFormat.fromHexDigits(new String(source, i + 1, 2, StandardCharsets.US_ASCII)));
                    i += 2;
                } else {
                    bytes.write(source[i]);
                }
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | CharacterCodingException e) {
            throw new LabFault(400, "InvalidURI", "the address is not properly encoded");
        }
    }

    /// Text for the inside of an element.
    static String xml(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c < ' ') {
                        out.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
