package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Courtesy;
import io.backstay.connect.http.Form;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The keys of a role that another key assumes (`AssumeRole` of the Security Token Service, API version 2011-06-15),
/// fetched when they are needed first and again before they end. Safe for use by several threads.
///
/// Keys of a session arrive as text in an answer, so copies stay in memory until they are collected; they end by
/// themselves after an hour.
public final class RoleSession {
    /// The most that a role gives which assumes another.
    private static final Duration LENGTH = Duration.ofHours(1);

    /// What is begun with a key must be able to end with it.
    private static final Duration BEFORE_END = Duration.ofMinutes(5);

    private static final int PER_SECOND = 5;

    /// The keys with which this thread signed last: a call is signed and answered on one thread, and those of others
    /// may have been signed with newer keys.
    private static final ThreadLocal<@Nullable S3Credentials> SIGNED = new ThreadLocal<>();

    private final AwsAccess caller;
    private final AwsRegion region;
    private final Role role;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Held held;
    private @Nullable Held before;
    private boolean over;

    /// A role.
    ///
    /// @param externalId what its trust policy asks for, absent where it asks for nothing
    /// @param session    what CloudTrail calls what is done: 2 to 64 characters
    public record Role(String arn, @Nullable SecretSource externalId, String session) {
        public Role {
            if (!arn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}")) {
                throw new IllegalArgumentException("a role is like arn:aws:iam::123456789012:role/backup-reader");
            }
            if (!session.matches("[A-Za-z0-9_+=,.@-]{2,64}")) {
                throw new IllegalArgumentException("not a session's name: " + session);
            }
        }
    }

    /// @param caller in whose name the role is assumed
    /// @param region whose token service is asked
    public RoleSession(AwsAccess caller, AwsRegion region, Role role) {
        this.caller = caller;
        this.region = region;
        this.role = role;
    }

    private record Held(S3Credentials credentials, Secret key, Secret token, Instant until) {}

    /// Keys that hold for some minutes at least.
    S3Credentials credentials() throws BackstayException {
        lock.lock();
        try {
            Held now = held;
            if (now == null
                    || over
                    || !caller.clock().instant().isBefore(now.until().minus(BEFORE_END))) {
                Held fresh = assumed();
                // Somebody may be signing with those that were handed out last; nobody is with the ones before them.
                if (before != null) {
                    before.key().close();
                    before.token().close();
                }
                before = now;
                held = fresh;
                over = false;
                now = fresh;
            }
            return now.credentials();
        } finally {
            lock.unlock();
        }
    }

    /// Signs with the keys of the session, and fetches others where a service says that these are over before their
    /// time, such as when the session was revoked or somebody's clock is off.
    HttpTransport.Signing signing(Function<S3Credentials, HttpTransport.Signing> signer) {
        return new HttpTransport.Signing() {
            @Override
            public HttpCall sign(HttpCall call) throws IOException, BackstayException {
                S3Credentials keys = credentials();
                SIGNED.set(keys);
                return signer.apply(keys).sign(call);
            }

            @Override
            public boolean renews() {
                end(SIGNED.get());
                SIGNED.remove();
                return true;
            }
        };
    }

    /// Those keys are over; others may have been fetched since.
    private void end(@Nullable S3Credentials keys) {
        lock.lock();
        try {
            Held now = held;
            over |= now != null && now.credentials() == keys;
        } finally {
            lock.unlock();
        }
    }

    private Held assumed() throws BackstayException {
        try (Form form = form()) {
            HttpCall call = new HttpCall(
                    "POST", caller.endpoint(region, "sts"), "/", "", Map.of("content-type", Form.TYPE), form.body());
            Courtesy courtesy = new Courtesy(
                    "sts " + region,
                    PER_SECOND,
                    PER_SECOND,
                    answer -> !answer.ok() && AwsRefusal.isBusy(AwsRefusal.code(answer)));
            HttpAnswer answer = caller.transport().send(call.reading(), caller.signer(region, "sts"), courtesy);
            if (!answer.ok()) {
                throw refused(answer);
            }
            return held(XmlElement.read(answer.body(), "The answer of the token service"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackstayException(
                    new Failure.Conflict("Assuming the role " + role.arn() + " was cancelled", "Run it again."), e);
        }
    }

    private Form form() throws BackstayException {
        Form form = new Form()
                .add("Action", "AssumeRole")
                .add("Version", "2011-06-15")
                .add("RoleArn", role.arn())
                .add("RoleSessionName", role.session())
                .add("DurationSeconds", Long.toString(LENGTH.toSeconds()));
        SecretSource external = role.externalId();
        if (external != null) {
            try (Secret lent = external.open()) {
                form.add("ExternalId", lent);
            } catch (BackstayException e) {
                form.close();
                throw e;
            }
        }
        return form;
    }

    private BackstayException refused(HttpAnswer answer) {
        String code = AwsRefusal.code(answer);
        return AwsRefusal.isDenial(code)
                ? new BackstayException(new Failure.Refused(
                        "AWS",
                        "the key may not assume " + role.arn() + " (" + code + ", " + answer + ")",
                        "Look at the role's trust policy: who may assume it, and with which external id."))
                : AwsRefusal.of(
                        answer,
                        code,
                        "sts in " + region,
                        "sts:AssumeRole",
                        caller.clock().instant());
    }

    private static Held held(XmlElement document) throws BackstayException {
        XmlElement result = document.child("AssumeRoleResult");
        XmlElement found = result == null ? null : result.child("Credentials");
        Instant until = found == null ? null : found.instant("Expiration");
        if (found == null || until == null) {
            throw new BackstayException(
                    new Failure.Malformed("The answer of the token service", "it holds no keys of a role"));
        }
        Secret key = Secret.ofChars(found.required("SecretAccessKey").toCharArray());
        Secret token = Secret.ofChars(found.required("SessionToken").toCharArray());
        return new Held(
                new S3Credentials(found.required("AccessKeyId"), SecretSource.of(key), SecretSource.of(token)),
                key,
                token,
                until);
    }
}
