package io.backstay.lab.objects;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to the practice store, taken apart: bucket, key and parameters as plain text.
///
/// @param key     empty for a request about the bucket
/// @param payload the body's hash that the signature vouches for
record LabRequest(
        String method, String bucket, String key, Map<String, String> query, String payload, HttpExchange exchange) {
    private static final int KEY_BYTES_MAX = 1024;

    static LabRequest of(HttpExchange exchange, String payload) throws LabFault {
        String path = exchange.getRequestURI().getRawPath();
        if (!path.startsWith("/")) {
            throw new LabFault(400, "InvalidURI", "the path does not begin with a slash");
        }
        int slash = path.indexOf('/', 1);
        String bucket = LabEscapes.plain(slash < 0 ? path.substring(1) : path.substring(1, slash));
        String key = slash < 0 ? "" : LabEscapes.plain(path.substring(slash + 1));
        if (key.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES_MAX) {
            throw new LabFault(400, "KeyTooLongError", "a key has 1024 bytes at most");
        }
        return new LabRequest(exchange.getRequestMethod(), bucket, key, query(exchange), payload, exchange);
    }

    private static Map<String, String> query(HttpExchange exchange) throws LabFault {
        String raw = exchange.getRequestURI().getRawQuery();
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.put(LabEscapes.plain(name.replace("+", "%20")), LabEscapes.plain(value.replace("+", "%20")));
        }
        return query;
    }

    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Nullable
    String versionId() {
        return query.get("versionId");
    }
}
