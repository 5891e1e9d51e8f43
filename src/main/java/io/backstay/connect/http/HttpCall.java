package io.backstay.connect.http;

import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/// One request, written out exactly as it will go over the wire.
///
/// The path and the query come encoded. A transport library that would rewrite them (resolving `..`, say) is
/// noticed here, so nothing can be signed or sent that is not what the caller wrote.
///
/// @param path    encoded, begins with `/`
/// @param query   encoded, without `?`, empty for none
/// @param headers names in lower case
/// @param again   whether it may be sent again when its answer was lost
public record HttpCall(
        String method,
        Endpoint endpoint,
        String path,
        String query,
        Map<String, String> headers,
        HttpBody body,
        Again again) {

    /// Whether a call may be sent again when nobody knows what became of it.
    public enum Again {
        /// It only reads, so that asking twice is the same as asking once.
        READS,
        /// It changes something, and a token, a name or a precondition in it keeps it from happening twice.
        GUARDED,
        /// It only asks, but each asking counts, such as the tries of a credential.
        ASKS_ONCE,
        /// Who lost its answer looks before sending it again.
        NEVER;

        boolean sentOnce() {
            return this == ASKS_ONCE || this == NEVER;
        }
    }

    /// A call that reads when its method says so, and is sent once otherwise.
    public HttpCall(
            String method, Endpoint endpoint, String path, String query, Map<String, String> headers, HttpBody body) {
        this(
                method,
                endpoint,
                path,
                query,
                headers,
                body,
                method.equals("GET") || method.equals("HEAD") ? Again.READS : Again.NEVER);
    }

    public HttpCall {
        if (!method.matches("GET|HEAD|PUT|POST|DELETE")) {
            throw new IllegalArgumentException("not a method we use: " + method);
        }
        headers = Map.copyOf(headers);
        for (String name : headers.keySet()) {
            if (!name.matches("[a-z0-9-]+")) {
                throw new IllegalArgumentException("not a header name in lower case: " + name);
            }
        }
        HttpUrl url = url(endpoint, path, query);
        if (!url.encodedPath().equals(path)) {
            throw new IllegalArgumentException("the path would go out as " + url.encodedPath() + " instead of " + path);
        }
        String sent = url.encodedQuery() == null ? "" : url.encodedQuery();
        if (!sent.equals(query)) {
            throw new IllegalArgumentException("the query would go out as " + sent + " instead of " + query);
        }
    }

    /// The same call with some headers added or replaced.
    public HttpCall with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new HttpCall(method, endpoint, path, query, all, body, again);
    }

    /// The same call, which only reads though it is a `POST`, as in the query APIs of AWS.
    public HttpCall reading() {
        return new HttpCall(method, endpoint, path, query, headers, body, Again.READS);
    }

    /// The same call, which a token, a name or a precondition in it keeps from happening twice.
    public HttpCall guarded() {
        return new HttpCall(method, endpoint, path, query, headers, body, Again.GUARDED);
    }

    /// The same call, which changes nothing and is sent once, because each asking counts.
    public HttpCall asking() {
        return new HttpCall(method, endpoint, path, query, headers, body, Again.ASKS_ONCE);
    }

    /// Whether it changes something, so that it stands in the record before it is sent.
    boolean changes() {
        return again == Again.GUARDED || again == Again.NEVER;
    }

    HttpUrl url() {
        return url(endpoint, path, query);
    }

    private static HttpUrl url(Endpoint endpoint, String path, String query) {
        String host = endpoint.host();
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        HttpUrl.Builder builder = new HttpUrl.Builder()
                .scheme(endpoint.scheme())
                .host(bracketed ? host.substring(1, host.length() - 1) : host)
                .port(endpoint.port())
                .encodedPath(path);
        if (!query.isEmpty()) {
            builder.encodedQuery(query);
        }
        return builder.build();
    }

    /// Without headers, which may carry credentials, and without the body.
    @Override
    public String toString() {
        return method + " " + endpoint + path;
    }
}
