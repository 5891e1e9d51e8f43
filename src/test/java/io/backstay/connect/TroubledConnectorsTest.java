package io.backstay.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.TroubledConnectors.Connector;
import io.backstay.connect.TroubledConnectors.Protocol;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.fixture.RoughServer;
import io.backstay.fixture.RoughServer.Said;
import io.backstay.fixture.RoughServer.Way;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a network, a proxy or a clock does to an answer, over real sockets on this machine, to every connector: the
/// first answer and one in the middle. Each ends within its limits, in the one way that the trouble has, with a
/// sentence and advice for a person, and nothing that had come is taken for the whole. What services say of a clock
/// and of a key is written from their API references; nothing here is AWS or Supabase.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class TroubledConnectorsTest {
    private static final int ATTEMPTS = 2;
    private static final ByteSize ANSWER_MAX = new ByteSize(64 << 10);
    private static final String PAGE = "<html><body>Log in to the network of the hotel</body></html>";

    /// A trouble, with what it must be told as.
    enum Trouble {
        SILENT(Way.SILENT, Failure.TimedOut.class),
        DRIBBLING_HEAD(Way.DRIBBLING_HEAD, Failure.TimedOut.class),
        DRIBBLING_BODY(Way.DRIBBLING_BODY, Failure.TimedOut.class),
        HALF_CLOSED_BEFORE(Way.HALF_CLOSED_BEFORE, Failure.Unreachable.class),
        HALF_CLOSED_WITHIN(Way.HALF_CLOSED_WITHIN, Failure.Unreachable.class),
        HALF_CLOSED_BETWEEN_CHUNKS(Way.HALF_CLOSED_BETWEEN_CHUNKS, Failure.Unreachable.class),
        RESET_WITHIN(Way.RESET_WITHIN, Failure.Unreachable.class),
        LOGIN_PAGE(200, "text/html; charset=utf-8", PAGE, Failure.Malformed.class),
        LOGIN_PAGE_THAT_REFUSES(403, "text/html", PAGE, Failure.Malformed.class),
        LOGIN_PAGE_WITHOUT_RIGHT(401, "text/html", PAGE, Failure.Malformed.class),
        PAGE_OF_ANOTHER_SERVER(404, "text/html", PAGE, Failure.Malformed.class),
        GATEWAY_WITHOUT_ITS_SERVER(502, "text/html", PAGE, Failure.Throttled.class),
        GATEWAY_THAT_WAITED(504, "text/html", PAGE, Failure.Throttled.class),
        NOTHING(200, "application/xml", "", Failure.Malformed.class),
        OTHER_XML(200, "application/xml", "<Something><Else/></Something>", Failure.Malformed.class),
        OTHER_JSON(200, "application/json", "{\"something\":[1,2]}", Failure.Malformed.class),
        HALF_A_DOCUMENT(200, "application/xml", "<ListVersionsResult><Vers", Failure.Malformed.class),
        TOO_LARGE(200, "application/xml", "<x>" + "y".repeat(80 << 10) + "</x>", Failure.TooLarge.class),
        CLOCK_BY_NAME("RequestTimeTooSkewed", true, Failure.ClockOff.class),
        CLOCK_BY_SIGNATURE("SignatureDoesNotMatch", true, Failure.ClockOff.class),
        SECRET("SignatureDoesNotMatch", false, Failure.Refused.class),
        SESSION_OVER("ExpiredToken", false, Failure.Expired.class),
        BUSY("SlowDown", false, Failure.Throttled.class);

        private final Way way;

        @SuppressWarnings("ImmutableEnumChecker") // Its headers cannot be changed.
        private final Answer answer;

        private final String code;
        private final boolean skewed;
        private final Class<? extends Failure> told;

        Trouble(Way way, Class<? extends Failure> told) {
            this(way, Answer.xml(200, ""), "", false, told);
        }

        Trouble(int status, String type, String body, Class<? extends Failure> told) {
            this(Way.WHOLE, new Answer(status, type, body, Map.of()), "", false, told);
        }

        Trouble(String code, boolean skewed, Class<? extends Failure> told) {
            this(Way.WHOLE, Answer.xml(403, ""), code, skewed, told);
        }

        Trouble(Way way, Answer answer, String code, boolean skewed, Class<? extends Failure> told) {
            this.way = way;
            this.answer = answer;
            this.code = code;
            this.skewed = skewed;
            this.told = told;
        }

        /// @param good what would have been said
        Said of(Protocol protocol, Answer good) {
            if (way != Way.WHOLE) {
                return new Said(good, way);
            }
            return new Said(code.isEmpty() ? answer : protocol.error(code, date()), way);
        }

        private String date() {
            Instant theirs = Instant.now().minus(skewed ? Duration.ofMinutes(20) : Duration.ZERO);
            return DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs.atOffset(ZoneOffset.UTC));
        }

        /// Short where the deadline is what is waited for.
        private HttpLimits limits() {
            Duration call = Duration.ofMillis(told == Failure.TimedOut.class ? 400 : 60_000);
            return new HttpLimits(Duration.ofSeconds(30), call, call, ANSWER_MAX, ATTEMPTS, Duration.ofSeconds(1));
        }
    }

    private record Case(Connector connector, int from, Trouble trouble) {
        @Override
        public String toString() {
            return connector + ", from answer " + from + ", " + trouble;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyConnectorIsToldWhatItIsAndTakesNothingForTheWhole(Trouble trouble) throws Exception {
        Map<Case, Future<String>> all =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Connector each : Connector.values()) {
                for (int from = 1; from <= each.calls(); from++) {
                    Case one = new Case(each, from, trouble);
                    all.put(one, workers.submit(() -> wrong(one)));
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<Case, Future<String>> each : all.entrySet()) {
            try {
                String words = each.getValue().get();
                if (!words.isEmpty()) {
                    wrong.add(each.getKey() + ": " + words);
                }
            } catch (ExecutionException e) {
                wrong.add(each.getKey() + ": " + e.getCause());
            }
        }
        assertEquals(List.of(), wrong);
    }

    /// Who takes the head of a question and nothing of its body is given up, and nothing is sent a second time.
    @Test
    void aStoreThatDoesNotReadWhatIsWrittenIsGivenUpAtTheDeadline() throws Exception {
        try (RoughServer server = new RoughServer((_, _) -> new Said(Answer.xml(200, ""), Way.SILENT));
                HttpTransport transport = new HttpTransport(Trouble.SILENT.limits(), _ -> {}, new Random(1))) {
            ObjectStore store = TroubledConnectors.store(transport, new Endpoint("http", "127.0.0.1", server.port()));
            HttpBody large = HttpBody.of(new byte[32 << 20]);
            BackstayException e =
                    assertThrows(BackstayException.class, () -> store.put("a/1", large, "application/octet-stream"));
            assertInstanceOf(Failure.TimedOut.class, e.failure());
            assertEquals(1, server.requests());
        }
    }

    /// Empty when it is as it should be.
    private static String wrong(Case one) throws Exception {
        if (one.connector().isSpared(one.trouble().name())) {
            return "";
        }
        try (RoughServer server = new RoughServer((request, number) -> {
                    Answer good = one.connector().answering().to(request);
                    return number < one.from()
                            ? new Said(good, Way.WHOLE)
                            : one.trouble().of(one.connector().protocol(), good);
                });
                HttpTransport transport = new HttpTransport(one.trouble().limits(), _ -> {}, new Random(one.from()))) {
            try {
                Object answered = one.connector().ask(transport, new Endpoint("http", "127.0.0.1", server.port()));
                return "it took what came for the whole: " + answered;
            } catch (BackstayException e) {
                return judged(one, e, server.requests());
            }
        }
    }

    private static String judged(Case one, BackstayException e, int requests) {
        Failure failure = e.failure();
        String told = failure.message() + " " + failure.advice();
        if (!one.trouble().told.isInstance(failure)) {
            return "it is told as " + failure;
        }
        if (!told.endsWith(".") || told.contains("java.") || told.contains("null") || told.contains("hotel")) {
            return "it is no sentence for a person: " + told;
        }
        if (one.connector().secrets().stream().anyMatch(Told.by(e)::contains)) {
            return "it tells a secret";
        }
        // An answer is asked for again, and a session renewed, once each.
        int most = one.from() - 1 + ATTEMPTS * ATTEMPTS;
        return requests <= most ? "" : "it asked " + requests + " times";
    }
}
