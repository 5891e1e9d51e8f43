package io.backstay.connect.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a service answered: status, headers, and the body where it was small enough to read at once.
public final class HttpAnswer {
    /// AWS, MinIO and whoever uses UUIDs; and the transaction ids of Ceph and OpenStack, `tx`, 21 digits, the
    /// second, a number and, with Ceph, the zone.
    private static final String REQUEST_ID =
            "[A-Za-z0-9-]{1,40}|tx[0-9a-f]{21}-[0-9a-f]{8,16}(-[0-9a-f]{1,16})?(-[A-Za-z0-9._-]{1,64})?";
    private static final List<String> REQUEST_ID_HEADERS =
            List.of("x-amz-request-id", "x-amzn-requestid", "x-request-id", "x-trans-id", "sb-request-id");
    /// AWS's support asks for it besides the id of an S3 request; Base64 without what headers of ours have.
    private static final String EXTENDED_ID = "[A-Za-z0-9+/]{38,100}={0,2}";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_IMPLEMENTED = 501;

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        this.headers = Map.copyOf(lower);
        this.body = body;
    }

    HttpAnswer withBody(byte[] bytes) {
        return new HttpAnswer(status, headers, bytes);
    }

    /// The HTTP status, such as 200.
    public int status() {
        return status;
    }

    /// Whether the status says that it worked; a body may still say otherwise.
    public boolean ok() {
        return status / 100 == 2;
    }

    /// A header's value, or null; the name in lower case.
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /// All headers, names in lower case.
    public Map<String, String> headers() {
        return headers;
    }

    /// Whether it is a page for people (`text/html`), which no API answers with: a proxy that wants a login, or a
    /// server of another kind.
    public boolean isPage() {
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml+xml");
    }

    /// Whether the service, or what stands before it, is asked too often or is out of order.
    public boolean isBusy() {
        return status == TOO_MANY_REQUESTS || (status / 100 == 5 && status != NOT_IMPLEMENTED);
    }

    /// The body from its start; empty for an answer that was received as a stream.
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    /// Whether there is no body, as with an answer that was received as a stream.
    public boolean isEmpty() {
        return body.length == 0;
    }

    /// What the service calls this request in its own records, or null. It goes into messages, so what is longer
    /// than such a name, and could be a header that was sent back, counts as none.
    public @Nullable String requestId() {
        for (String name : REQUEST_ID_HEADERS) {
            String id = headers.get(name);
            if (id != null) {
                return id.matches(REQUEST_ID) ? id : null;
            }
        }
        return null;
    }

    /// The other name of a request to S3 (`x-amz-id-2`), or null.
    public @Nullable String extendedId() {
        String id = headers.get("x-amz-id-2");
        return id != null && id.matches(EXTENDED_ID) ? id : null;
    }

    /// How long the service asks to be left alone (RFC 9110 section 10.2.3), absent when it does not say. A date is
    /// compared with the service's own clock.
    public @Nullable Duration retryAfter() {
        String said = headers.get("retry-after");
        if (said == null) {
            return null;
        }
        if (said.matches("[0-9]{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(said));
        }
        Instant until = date(said);
        Instant now = date();
        return until == null || now == null || until.isBefore(now) ? null : Duration.between(now, until);
    }

    /// What the clock of the service showed, absent when it does not say.
    public @Nullable Instant date() {
        return date(headers.getOrDefault("date", ""));
    }

    /// Whether the clock of the service shows something else than ours, as far as it says.
    ///
    /// @param now what ours shows
    /// @param max by how much they may differ
    public boolean isOff(Instant now, Duration max) {
        Instant theirs = date();
        return theirs != null && Duration.between(theirs, now).abs().compareTo(max) > 0;
    }

    private static @Nullable Instant date(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// Status and request id, for messages.
    @Override
    public String toString() {
        String id = requestId();
        return "HTTP " + status + (id == null ? "" : ", request " + id);
    }
}
