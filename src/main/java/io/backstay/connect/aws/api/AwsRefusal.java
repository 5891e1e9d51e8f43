package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.s3.wire.S3Xml;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What the error codes of AWS's services mean for a person. AWS's own messages are left out, because they repeat
/// what they were sent.
///
/// Sources: the Common Errors of the API references of RDS and EC2, and the models of botocore@0e6e2404.
public final class AwsRefusal {
    /// What AWS's query services take.
    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private static final Set<String> DENIED =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized");
    private static final Set<String> BUSY = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "TooManyRequestsException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "Unavailable",
            "InternalFailure",
            "InternalError");
    // Letters only: what a service sends back of a signature or a token has digits.
    private static final String CODE = "[A-Z][A-Za-z.]{0,80}";

    /// Where the statements of every purpose are.
    static final String STATEMENTS = "docs/access has the statement, for each purpose";

    private AwsRefusal() {}

    /// The code of an error in XML, whichever service's, or empty when there is none.
    public static String code(HttpAnswer answer) {
        try (S3Xml xml = new S3Xml(answer.body())) {
            while (xml.next() != XMLStreamReader.END_DOCUMENT) {
                if (xml.opens("Code")) {
                    String code = xml.text();
                    return code.matches(CODE) ? code : "";
                }
            }
            return "";
        } catch (XMLStreamException e) {
            return "";
        }
    }

    /// Whether the key lacks the permission.
    public static boolean isDenial(String code) {
        return DENIED.contains(code);
    }

    /// Whether the keys of a session are over. EC2 says so in words that it has for a clock that is off, too.
    ///
    /// @param now what our own clock shows
    static boolean isExpiry(HttpAnswer answer, String code, Instant now) {
        return code.startsWith("ExpiredToken")
                || (code.equals("RequestExpired") && answer.date() != null && !isClockOff(answer, now));
    }

    /// Whether AWS is asked too often, or is out of order.
    public static boolean isBusy(String code) {
        return BUSY.contains(code);
    }

    /// The failure for a permission that the key lacks, where nothing can go on without it.
    ///
    /// @param service    that refused, such as `rds in eu-central-1`
    /// @param permission such as `rds:DescribeDBInstances`
    /// @param statement  where it is written, such as `docs/access/aws-list.json has the statement`
    public static BackstayException missing(String service, String permission, String statement) {
        return new BackstayException(new Failure.Refused(
                service, "the key may not " + permission, "Allow " + permission + " to it; " + statement + "."));
    }

    /// The failure for an answer that is not a success.
    ///
    /// @param code       empty for none
    /// @param service    that refused, such as `rds.eu-central-1.amazonaws.com`
    /// @param permission that the question takes
    /// @param now        what our own clock shows
    public static BackstayException of(HttpAnswer answer, String code, String service, String permission, Instant now) {
        String why = permission + ", " + (code.isEmpty() ? "" : code + ", ") + answer;
        return new BackstayException(
                isDenial(code)
                        ? new Failure.Refused(
                                service,
                                why,
                                "Allow " + permission + " to the key; docs/access/aws-list.json has the statement.")
                        : isBusy(code)
                                ? new Failure.Throttled(service, why, answer.retryAfter())
                                : isClockOff(answer, now)
                                        ? new Failure.ClockOff(service, why)
                                        : isExpiry(answer, code, now)
                                                ? new Failure.Expired(service, why)
                                                : other(answer, code, service, why));
    }

    /// A signature that is too old is refused like one that is wrong.
    private static boolean isClockOff(HttpAnswer answer, Instant now) {
        return answer.isOff(now, SKEW_MAX);
    }

    private static Failure other(HttpAnswer answer, String code, String service, String why) {
        return switch (code) {
            case "RequestExpired", "RequestTimeTooSkewed" -> new Failure.ClockOff(service, why);
            case "InvalidClientTokenId", "InvalidAccessKeyId", "UnrecognizedClientException", "AuthFailure" ->
                new Failure.Refused(
                        service,
                        why,
                        "No active key has this id: make one, and put it in the vault with 'backstay vault replace'.");
            case "SignatureDoesNotMatch", "IncompleteSignature", "InvalidSignatureException" ->
                new Failure.Refused(service, why, "The secret does not belong to this key: copy both again.");
            case "OptInRequired", "RegionDisabledException" -> new Failure.WrongRegion(service, why);
            case "" -> unnamed(answer, service, why);
            default ->
                code.contains("NotFound") || code.startsWith("NoSuch")
                        ? new Failure.NotFound("What " + why + " is about", "List again: it may be gone by now.")
                        : code.contains("AlreadyExists") || code.contains("Conflict") || code.startsWith("InvalidDB")
                                ? new Failure.Conflict(service + " refused: " + why, "Look at its state first.")
                                : new Failure.Refused(service, why, "Look the code up in AWS's documentation.");
        };
    }

    private static Failure unnamed(HttpAnswer answer, String service, String why) {
        int status = answer.status();
        if (status == 429 || status / 100 == 5) {
            return new Failure.Throttled(service, why, answer.retryAfter());
        }
        if (status / 100 == 3) {
            return new Failure.WrongRegion(service, why);
        }
        return new Failure.Malformed("The answer of " + service, "AWS refuses otherwise (" + answer + ")");
    }
}
