package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Part;
import io.backstay.connect.Unread;
import io.backstay.connect.http.Courtesy;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.Form;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Questions to one service of one region that speaks AWS's query protocol: forms out, XML back. It only asks; what
/// changes something goes through [AwsChange].
///
/// A question that may not be asked is an answer of its own ([Part]); every other refusal is a failure.
public final class AwsQuery {
    /// RDS names no rate; of EC2's unfiltered descriptions 10 a second come back, 50 at once.
    private static final int PER_SECOND = 10;

    private static final int BURST = 20;
    private static final int PAGES_MAX = 20_000;
    private static final String POLICY = "docs/access/aws-list.json";

    private final HttpTransport transport;
    private final HttpTransport.Signing signer;
    private final Endpoint endpoint;
    private final Courtesy courtesy;
    private final InstantSource clock;
    private final AwsRegion region;
    private final Dialect dialect;

    /// How a service is asked and pages.
    ///
    /// @param service as hosts, signatures and permissions name it
    /// @param version of its API
    /// @param page    the parameter that asks for the next page, such as `Marker`
    /// @param next    the element that names it, such as `Marker`
    public record Dialect(String service, String version, String page, String next) {}

    /// Asks in a region.
    public AwsQuery(AwsAccess access, AwsRegion region, Dialect dialect) {
        this.transport = access.transport();
        this.clock = access.clock();
        this.signer = access.signer(region, dialect.service());
        this.endpoint = access.endpoint(region, dialect.service());
        this.courtesy = access.courtesy(new Courtesy(
                dialect.service() + " " + region,
                PER_SECOND,
                BURST,
                answer -> !answer.ok() && AwsRefusal.isBusy(AwsRefusal.code(answer))));
        this.region = region;
        this.dialect = dialect;
    }

    /// Turns an element into what is known.
    @FunctionalInterface
    public interface Reading<T> {
        /// Reads it.
        T of(XmlElement element) throws BackstayException;
    }

    /// Where it asks.
    public AwsRegion region() {
        return region;
    }

    /// Lists all pages.
    ///
    /// @param parameters besides the page, without secrets
    /// @param list       the element whose children are the items
    public <T> Part<T> list(String action, Map<String, String> parameters, String list, Reading<T> reading)
            throws BackstayException, InterruptedException {
        List<T> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String next = null;
        for (int page = 0; page < PAGES_MAX; page++) {
            XmlElement answer = ask(action, parameters, next);
            if (answer == null) {
                return new Part<>(List.of(), unread(action));
            }
            for (XmlElement each : answer.list(list)) {
                items.add(reading.of(each));
            }
            next = answer.optional(dialect.next());
            if (next == null) {
                return new Part<>(items, null);
            }
            if (!seen.add(next)) {
                throw endless(action, "it names the same next page twice");
            }
        }
        throw endless(action, "it has more than " + PAGES_MAX + " pages");
    }

    /// Asks for one thing.
    ///
    /// @return absent when the key may not ask
    public @Nullable XmlElement one(String action, Map<String, String> parameters)
            throws BackstayException, InterruptedException {
        return ask(action, parameters, null);
    }

    /// Whether the key may ask; that there is nothing of the name that is asked for is an answer, too.
    public boolean mayAsk(String action, Map<String, String> parameters)
            throws BackstayException, InterruptedException {
        try {
            return one(action, parameters) != null;
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.NotFound) {
                return true;
            }
            throw e;
        }
    }

    /// What is not known when the key may not ask.
    public Unread unread(String action) {
        return new Unread(permission(action), region.name(), POLICY);
    }

    /// As policies name it, such as `rds:DescribeDBInstances`.
    String permission(String action) {
        return dialect.service() + ":" + action;
    }

    private BackstayException endless(String action, String why) {
        return new BackstayException(new Failure.Malformed("The listing " + permission(action) + " in " + region, why));
    }

    private @Nullable XmlElement ask(String action, Map<String, String> parameters, @Nullable String page)
            throws BackstayException, InterruptedException {
        return exchange(action, parameters, page, call -> transport.send(call.reading(), signer, courtesy));
    }

    /// Sends a call in its way.
    @FunctionalInterface
    private interface Sending {
        HttpAnswer send(HttpCall call) throws BackstayException, InterruptedException;
    }

    /// Changes something; a name in the parameters keeps it from happening twice.
    ///
    /// @return absent when the key may not
    @Nullable
    XmlElement change(String action, Map<String, String> parameters, Effect effect)
            throws BackstayException, InterruptedException {
        return exchange(action, parameters, null, call -> transport.change(call.guarded(), signer, courtesy, effect));
    }

    /// Changes something that nothing in the parameters keeps from happening twice, so it is sent once: who lost its
    /// answer looks before sending it again.
    ///
    /// @return absent when the key may not
    @Nullable
    XmlElement changeOnce(String action, Map<String, String> parameters, Effect effect)
            throws BackstayException, InterruptedException {
        return exchange(action, parameters, null, call -> transport.change(call, signer, courtesy, effect));
    }

    private @Nullable XmlElement exchange(
            String action, Map<String, String> parameters, @Nullable String page, Sending sending)
            throws BackstayException, InterruptedException {
        try (Form form = new Form().add("Action", action).add("Version", dialect.version())) {
            parameters.forEach(form::add);
            if (page != null) {
                form.add(dialect.page(), page);
            }
            HttpCall call = new HttpCall("POST", endpoint, "/", "", Map.of("content-type", Form.TYPE), form.body());
            HttpAnswer answer = sending.send(call);
            if (!answer.ok()
                    && AwsRefusal.isExpiry(answer, AwsRefusal.code(answer), clock.instant())
                    && signer.renews()) {
                answer = sending.send(call);
            }
            if (answer.ok()) {
                return result(action, XmlElement.read(answer.body(), "The answer of " + service(answer)));
            }
            String code = AwsRefusal.code(answer);
            if (AwsRefusal.isDenial(code)) {
                return null;
            }
            throw AwsRefusal.of(answer, code, dialect.service() + " in " + region, permission(action), clock.instant());
        }
    }

    private String service(HttpAnswer answer) {
        return dialect.service() + " in " + region + " (" + answer + ")";
    }

    /// RDS wraps what it answers once more, EC2 does not.
    private XmlElement result(String action, XmlElement document) throws BackstayException {
        if (!document.name().equals(action + "Response")) {
            String what = "The answer to " + permission(action) + " in " + region;
            throw new BackstayException(new Failure.Malformed(what, "it begins with <" + document.name() + ">"));
        }
        XmlElement wrapped = document.child(action + "Result");
        return wrapped == null ? document : wrapped;
    }
}
