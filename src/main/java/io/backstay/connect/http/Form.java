package io.backstay.connect.http;

import io.backstay.seal.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A body of `application/x-www-form-urlencoded` that may hold secrets: its bytes are overwritten when it is
/// closed.
///
/// Every byte but the unreserved ones of RFC 3986 is written as `%XX`, which every reader of forms understands.
public final class Form implements AutoCloseable {
    /// What a call with such a body says of it.
    public static final String TYPE = "application/x-www-form-urlencoded; charset=utf-8";

    private static final int BYTES_FIRST = 512;
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[BYTES_FIRST];
    private int length;

    /// Adds what is no secret.
    public Form add(String name, String value) {
        return add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds a secret, which stays the caller's.
    public Form add(String name, Secret value) {
        return value.lendBytes(lent -> add(name, lent));
    }

    /// Adds bytes, which stay the caller's.
    public Form add(String name, byte[] value) {
        if (length > 0) {
            put((byte) '&');
        }
        putAll(name.getBytes(StandardCharsets.UTF_8));
        put((byte) '=');
        putAll(value);
        return this;
    }

    /// What is sent, once everything was added; it lives as long as this form.
    public HttpBody body() {
        return new HttpBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes, 0, length);
            }
        };
    }

    /// One text that is no secret, as it would stand in it.
    public static String encoded(String value) {
        return new String(encoded(value.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }

    /// One value as it would stand in it.
    ///
    /// @return the caller overwrites it
    public static byte[] encoded(byte[] value) {
        try (Form form = new Form()) {
            form.putAll(value);
            return Arrays.copyOf(form.bytes, form.length);
        }
    }

    private void putAll(byte[] value) {
        for (byte b : value) {
            if (isUnreserved(b)) {
                put(b);
            } else {
                put((byte) '%');
                put(DIGITS[(b >> 4) & 0xf]);
                put(DIGITS[b & 0xf]);
            }
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || "-._~".indexOf(b) >= 0;
    }

    private void put(byte b) {
        if (length == bytes.length) {
            byte[] longer = Arrays.copyOf(bytes, length * 2);
            Arrays.fill(bytes, (byte) 0);
            bytes = longer;
        }
        bytes[length++] = b;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        length = 0;
    }
}
