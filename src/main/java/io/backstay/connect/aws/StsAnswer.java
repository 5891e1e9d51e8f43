package io.backstay.connect.aws;

import io.backstay.connect.Trial;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.s3.wire.S3Xml;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What of a token service's answer is read: the identity, or the code of an error. Keys of a role, and messages, in
/// which AWS repeats what it was sent, are passed over.
///
/// @param account empty when there is none
/// @param arn     empty when there is none
/// @param code    of an error, empty when there is none
record StsAnswer(String account, String arn, String code) {
    private static final StsAnswer NOTHING = new StsAnswer("", "", "");
    private static final Pattern ARN =
            Pattern.compile("arn:aws(-[a-z]+)*:(iam|sts)::([0-9]{12}):[A-Za-z0-9+=,.@_/-]{1,512}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Za-z.]{0,63}");

    static StsAnswer of(HttpAnswer answer) {
        String arn = "";
        String code = "";
        try (S3Xml xml = new S3Xml(answer.body())) {
            String root = xml.root();
            for (int event = xml.next(); event != XMLStreamReader.END_DOCUMENT; event = xml.next()) {
                if (xml.opens("Arn") && !root.equals("ErrorResponse")) {
                    arn = xml.text();
                } else if (xml.opens("Code") && root.equals("ErrorResponse")) {
                    code = xml.text();
                }
            }
        } catch (XMLStreamException e) {
            return NOTHING;
        }
        var known = ARN.matcher(arn);
        return new StsAnswer(
                known.matches() ? known.group(3) : "",
                known.matches() ? arn : "",
                CODE.matcher(code).matches() ? code : "");
    }

    boolean isIdentity() {
        return !arn.isEmpty();
    }

    /// What a refusal of the key itself means.
    Trial refused(HttpAnswer answer) {
        String said = "AWS refused: " + (code.isEmpty() ? "" : code + ", ") + answer + ". ";
        return switch (code) {
            case "InvalidClientTokenId", "InvalidAccessKeyId", "UnrecognizedClientException" ->
                Trial.fails(said + "No active key has this id; one that ends a session also needs its session token.");
            case "SignatureDoesNotMatch", "IncompleteSignature", "InvalidSignatureException" ->
                Trial.fails(said + "The secret does not belong to this key id: copy both again.");
            case "ExpiredToken", "ExpiredTokenException" ->
                Trial.fails(said + "The session has ended: fetch a new key with its session token.");
            case "RequestExpired", "RequestTimeTooSkewed" ->
                Trial.open(said + "Nothing was proven: set the clock of this computer right, then try again.");
            case "Throttling", "ThrottlingException", "RequestLimitExceeded" ->
                Trial.open(said + "It could not be tried: try again later.");
            case "RegionDisabledException", "OptInRequired" ->
                Trial.open(said + "It could not be tried in this region: store the key with another region.");
            case "" -> Trial.open(said + "It could not be tried: that is not how AWS refuses a key.");
            default -> Trial.fails(said + "Look the code up in AWS's documentation.");
        };
    }

    /// What a refusal of the role means, when the key was taken before.
    Trial refusedRole(HttpAnswer answer, String caller, String role) {
        if (!code.equals("AccessDenied") && !code.equals("AccessDeniedException")) {
            Trial plain = refused(answer);
            return new Trial(plain.works(), "The key is that of " + caller + ", but for its role " + plain.sentence());
        }
        return Trial.fails("The key works as " + caller + ", but may not assume " + role + " (" + answer
                + "). Look at the role's trust policy: who may assume it, and with which external id.");
    }
}
