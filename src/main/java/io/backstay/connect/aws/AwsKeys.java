package io.backstay.connect.aws;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Trial;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.CredentialQuestion;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.Form;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.s3.wire.AwsSigner;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import java.util.Map;
import java.util.regex.Pattern;

/// Tries AWS access keys at the Security Token Service, API version 2011-06-15: `GetCallerIdentity`, which needs no
/// right at all, and `AssumeRole` where the credential names a role. The keys of the role are not even read.
public final class AwsKeys {
    private static final String AWS = "AWS";
    private static final String VERSION = "2011-06-15";
    private static final String REGION_USUAL = "us-east-1";
    /// The shortest that AWS gives.
    private static final String ROLE_SECONDS = "900";
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_]{16,128}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private final CredentialQuestion question;

    /// @param question to the internet only
    public AwsKeys(CredentialQuestion question) {
        this.question = question;
    }

    /// Tries one. Where it names a role, the role's account is the one in which it acts.
    ///
    /// @param credential of the kind AWS access key; it stays the caller's
    /// @param account    to which the credential is bound; compared when it is an account's number
    public Trial prove(Credential credential, String account) throws BackstayException, InterruptedException {
        if (credential.kind() != EntryKind.AWS_ACCESS_KEY) {
            throw new IllegalArgumentException("not an AWS access key: " + credential);
        }
        String id = String.valueOf(credential.text("accessKeyId"));
        String named = credential.text("region");
        String region = named == null ? REGION_USUAL : named;
        if (!KEY_ID.matcher(id).matches() || !AwsRegion.isName(region)) {
            throw new BackstayException(new Failure.BadInput(
                    "The accessKeyId or the region is none that AWS gives.",
                    "Look both up in the console: the id begins with AKIA or ASIA, a region is like eu-central-1."));
        }
        SecretSource token = credential.has("sessionToken") ? SecretSource.of(credential.secret("sessionToken")) : null;
        var key = new S3Credentials(id, SecretSource.of(credential.secret("secretAccessKey")), token);
        var signer = new AwsSigner(key, "sts", region, question.clock());
        Endpoint endpoint = new AwsRegion(region).endpoint("sts");
        try (Form form = form("GetCallerIdentity")) {
            return question.ask(AWS, call(endpoint, form), signer, answer -> {
                StsAnswer said = StsAnswer.of(answer);
                if (!answer.ok()) {
                    return said.refused(answer);
                }
                if (!said.isIdentity()) {
                    return unlike(answer);
                }
                return credential.has("roleArn")
                        ? assumed(endpoint, signer, credential, account, said)
                        : judged(said.account(), account, "The key works: it is " + said.arn());
            });
        }
    }

    private Trial assumed(Endpoint endpoint, AwsSigner signer, Credential credential, String account, StsAnswer caller)
            throws BackstayException, InterruptedException {
        String role = String.valueOf(credential.text("roleArn"));
        try (Form form = form("AssumeRole")) {
            form.add("RoleArn", role)
                    .add("RoleSessionName", "backstay-vault-test")
                    .add("DurationSeconds", ROLE_SECONDS);
            if (credential.has("externalId")) {
                form.add("ExternalId", credential.secret("externalId"));
            }
            return question.ask(AWS, call(endpoint, form), signer, answer -> {
                StsAnswer said = StsAnswer.of(answer);
                if (!answer.ok()) {
                    return said.refusedRole(answer, caller.arn(), role);
                }
                return said.isIdentity()
                        ? judged(
                                said.account(),
                                account,
                                "The key of " + caller.arn() + " works and assumes its role: " + said.arn())
                        : unlike(answer);
            });
        }
    }

    private static Trial judged(String found, String bound, String works) {
        String acts = works + ", account " + found + ".";
        if (!ACCOUNT.matcher(bound).matches()) {
            return Trial.works(acts + " The entry's account is no account number, so the two were not compared.");
        }
        return bound.equals(found)
                ? Trial.works(acts)
                : Trial.fails(acts + " The entry is bound to another account, " + bound
                        + ": store it again under the account that it belongs to, or put the right key in.");
    }

    private static Trial unlike(HttpAnswer answer) {
        return Trial.open("It could not be tried: what answered does not answer as AWS does (" + answer + ").");
    }

    private static Form form(String action) {
        return new Form().add("Action", action).add("Version", VERSION);
    }

    private static HttpCall call(Endpoint endpoint, Form form) {
        return new HttpCall("POST", endpoint, "/", "", Map.of("content-type", Form.TYPE), form.body());
    }
}
