package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.Part;
import io.backstay.connect.Unread;
import io.backstay.connect.http.Courtesy;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.Form;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Questions to one service of one region that speaks AWS's `rest-json` protocol: paths and queries out, JSON back.
/// It only asks; what changes something goes through [AwsRestChange].
public final class AwsRest {
    private static final int PER_SECOND = 10;
    private static final int BURST = 20;
    private static final int PAGES_MAX = 20_000;
    private static final String PAGE_MAX = "1000";
    private static final String POLICY = "docs/access/aws-list.json";

    private final HttpTransport transport;
    private final HttpTransport.Signing signer;
    private final Endpoint endpoint;
    private final Courtesy courtesy;
    private final InstantSource clock;
    private final AwsRegion region;
    private final String service;

    /// Asks in a region.
    ///
    /// @param service as hosts, signatures and permissions name it
    public AwsRest(AwsAccess access, AwsRegion region, String service) {
        this.transport = access.transport();
        this.clock = access.clock();
        this.signer = access.signer(region, service);
        this.endpoint = access.endpoint(region, service);
        this.courtesy = access.courtesy(new Courtesy(
                service + " " + region, PER_SECOND, BURST, answer -> !answer.ok() && AwsRefusal.isBusy(code(answer))));
        this.region = region;
        this.service = service;
    }

    /// A listing, or one thing.
    ///
    /// @param action     as permissions name it, such as `ListBackupVaults`
    /// @param path       encoded: letters, digits, `-`, `_` and `/`, and what [#encoded] gives
    /// @param parameters of the query, besides the page
    /// @param list       the member that holds the items; empty for one thing
    public record Question(String action, String path, Map<String, String> parameters, String list) {
        public Question {
            if (!path.matches("/([A-Za-z0-9_/-]|%[0-9A-F]{2})*")) {
                throw new IllegalArgumentException("a path that would have to be encoded: " + path);
            }
        }

        /// One thing, which does not come in pages.
        public static Question one(String action, String path) {
            return new Question(action, path, Map.of(), "");
        }
    }

    /// A part of a path, such as an ARN, in which everything but letters, digits, `-` and `_` is encoded.
    public static String encoded(String part) {
        // Dots alone would lead out of the path.
        return Form.encoded(part).replace(".", "%2E").replace("~", "%7E");
    }

    /// Turns an object into what is known.
    @FunctionalInterface
    public interface Reading<T> {
        /// Reads it.
        T of(Fields fields) throws BackstayException;
    }

    /// Where it asks.
    public AwsRegion region() {
        return region;
    }

    /// Lists all pages.
    public <T> Part<T> list(Question question, Reading<T> reading) throws BackstayException, InterruptedException {
        List<T> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String next = null;
        for (int page = 0; page < PAGES_MAX; page++) {
            Value answer = ask(question, PAGE_MAX, next);
            if (answer == null) {
                return new Part<>(List.of(), unread(question.action()));
            }
            try {
                Fields fields = answer.fields();
                requireList(question, answer);
                for (Value each : fields.items(question.list())) {
                    items.add(reading.of(each.fields()));
                }
                next = fields.optionalText("NextToken");
            } catch (BackstayException e) {
                throw senseless(question, e);
            }
            if (next == null || next.isEmpty()) {
                return new Part<>(items, null);
            }
            if (!seen.add(next)) {
                throw endless(question, "it names the same next page twice");
            }
        }
        throw endless(question, "it has more than " + PAGES_MAX + " pages");
    }

    /// What has no list in it must not be taken for an empty one, unless it has nothing else in it either.
    private void requireList(Question question, Value answer) throws BackstayException {
        boolean other = answer instanceof Value.Members said
                && !said.values().containsKey(question.list())
                && said.values().keySet().stream().anyMatch(each -> !each.equals("NextToken"));
        if (other) {
            throw new BackstayException(new Failure.Malformed(
                    "The answer to " + service + ":" + question.action() + " in " + region,
                    "it names no " + question.list()));
        }
    }

    /// Asks for one thing.
    ///
    /// @return absent when the key may not ask
    public @Nullable Fields one(Question question) throws BackstayException, InterruptedException {
        Value answer = ask(question, "", null);
        try {
            return answer == null ? null : answer.fields();
        } catch (BackstayException e) {
            throw senseless(question, e);
        }
    }

    /// What does not read as JSON of the service is no input of a person's.
    private BackstayException senseless(Question question, BackstayException cause) {
        return cause.failure() instanceof Failure.BadInput bad
                ? new BackstayException(
                        new Failure.Malformed(
                                "The answer to " + service + ":" + question.action() + " in " + region,
                                bad.message().replaceAll("\\.$", "")),
                        cause)
                : cause;
    }

    /// Whether the key may ask; that there is nothing of the name that is asked for is an answer, too.
    public boolean mayAsk(Question question) throws BackstayException, InterruptedException {
        try {
            return ask(question, "1", null) != null;
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.NotFound) {
                return true;
            }
            throw e;
        }
    }

    /// What is not known when the key may not ask.
    public Unread unread(String action) {
        return new Unread(service + ":" + action, region.name(), POLICY);
    }

    private BackstayException endless(Question question, String why) {
        return new BackstayException(
                new Failure.Malformed("The listing " + service + ":" + question.action() + " in " + region, why));
    }

    private @Nullable Value ask(Question question, String max, @Nullable String page)
            throws BackstayException, InterruptedException {
        Map<String, String> parameters = new TreeMap<>(question.parameters());
        if (!question.list().isEmpty()) {
            parameters.put("maxResults", max);
        }
        if (page != null) {
            parameters.put("nextToken", page);
        }
        HttpCall call = new HttpCall(
                "GET",
                endpoint,
                question.path(),
                query(parameters),
                Map.of("accept", "application/json"),
                HttpBody.NONE);
        return said(question.action(), () -> transport.send(call, signer, courtesy));
    }

    /// Changes something; a token in the body keeps it from happening twice.
    ///
    /// @return absent when the key may not
    @Nullable
    Value change(String action, String path, String body, Effect effect)
            throws BackstayException, InterruptedException {
        Map<String, String> headers = Map.of("accept", "application/json", "content-type", "application/json");
        HttpCall call =
                new HttpCall("PUT", endpoint, path, "", headers, HttpBody.of(body.getBytes(StandardCharsets.UTF_8)));
        return said(action, () -> transport.change(call.guarded(), signer, courtesy, effect));
    }

    /// Sends a call in its way.
    @FunctionalInterface
    private interface Sending {
        HttpAnswer send() throws BackstayException, InterruptedException;
    }

    private @Nullable Value said(String action, Sending sending) throws BackstayException, InterruptedException {
        String what = service + " in " + region;
        HttpAnswer answer = sending.send();
        if (!answer.ok() && AwsRefusal.isExpiry(answer, code(answer), clock.instant()) && signer.renews()) {
            answer = sending.send();
        }
        if (answer.ok()) {
            return document(answer, "The answer of " + what + " (" + answer + ")");
        }
        String code = code(answer);
        if (AwsRefusal.isDenial(code)) {
            return null;
        }
        throw AwsRefusal.of(answer, code, what, service + ":" + action, clock.instant());
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + Form.encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static Value document(HttpAnswer answer, String what) throws BackstayException {
        try {
            return Json.parse("The answer", answer.body().readAllBytes());
        } catch (BackstayException | IOException e) {
            throw new BackstayException(new Failure.Malformed(what, "it is not JSON"), e);
        }
    }

    /// The code of an error: in a header, else in the body, with more before `#` and after `:` that is not the code
    /// (Smithy's `awsJson` and `restJson1`, "Operation error serialization").
    static String code(HttpAnswer answer) {
        String named = answer.header("x-amzn-errortype");
        if (named == null) {
            try {
                named = document(answer, "").fields().optionalText("__type");
            } catch (BackstayException e) {
                return "";
            }
        }
        String code = named == null ? "" : named.replaceAll(":.*", "").replaceAll(".*#", "");
        return code.matches("[A-Z][A-Za-z.]{0,80}") ? code : "";
    }
}
