package io.backstay.connect.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a call sends, readable more than once: a signature hashes it before it goes out.
public interface HttpBody {
    /// Nothing at all.
    HttpBody NONE = of(new byte[0]);

    /// How many bytes [#open()] will give; a body that gives another number breaks the call.
    long length();

    /// The bytes from the start; the caller closes.
    InputStream open() throws IOException;

    /// Bytes in memory; the array must not change afterwards.
    static HttpBody of(byte[] bytes) {
        return new HttpBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /// A file as it is now; its size is taken here.
    static HttpBody of(Path file) throws IOException {
        long length = Files.size(file);
        return new HttpBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
