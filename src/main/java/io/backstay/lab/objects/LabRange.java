package io.backstay.lab.objects;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of an object that a request asks for: one range that begins at a byte, or all of it. Anything else
/// that a range can be is not practised here, and gets all, as RFC 9110 14.2 allows.
///
/// @param status 206 for a part
record LabRange(int status, long from, long length) {
    private static final Pattern BYTES = Pattern.compile("bytes=(\\d{1,15})-(\\d{0,15})");
    private static final int BUFFER_BYTES = 65_536;

    static LabRange of(@Nullable String asked, long bytes) throws LabFault {
        Matcher range = BYTES.matcher(asked == null ? "" : asked);
        if (!range.matches()) {
            return new LabRange(200, 0, bytes);
        }
        long from = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? bytes - 1 : Math.min(Long.parseLong(range.group(2)), bytes - 1);
        if (from >= bytes || last < from) {
            throw new LabFault(416, "InvalidRange", "the requested range is not satisfiable");
        }
        return new LabRange(206, from, last - from + 1);
    }

    void describe(Headers headers, long bytes) {
        if (status == 206) {
            headers.set("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + bytes);
        }
    }

    /// Copies as many bytes as were asked for, from where the stream stands.
    void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = length;
        while (left > 0) {
            int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                return;
            }
            out.write(buffer, 0, got);
            left -= got;
        }
    }
}
