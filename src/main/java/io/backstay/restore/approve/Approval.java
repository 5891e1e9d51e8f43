package io.backstay.restore.approve;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.restore.plan.Approvable;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Dsse;
import io.backstay.seal.Signer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one person says of one plan, signed: the payload of an approval file, see `docs/formats/approval.md`.
///
/// @param planHash of the plan's bytes
/// @param target   the plan's target fingerprint, repeated so that it is seen to be the same
/// @param tenant   the tenant's immutable key, `*` for everybody's data
/// @param seen     the state of the planner's record of acts that the plan shows, absent when it shows none
/// @param nonce    32 hexadecimal digits, so that no two approvals are the same bytes
public record Approval(
        String planHash,
        Decision decision,
        String target,
        String tenant,
        Instant notBefore,
        Instant notAfter,
        RestorePlan.@Nullable Seen seen,
        String nonce) {
    /// How the payload is read.
    public static final String TYPE = "application/vnd.backstay.approval.v1+json";

    /// How the name of an approval's file ends.
    public static final String SUFFIX = ".approval.json";

    private static final int NONCE_BYTES = 16;
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /// What is said.
    public enum Decision {
        /// It may be carried out.
        APPROVED,
        /// It must not.
        REFUSED
    }

    /// What a person says of a plan now.
    ///
    /// @param rules how long it holds; never longer than the plan
    public static Approval of(
            Approvable plan, Decision decision, ApprovalRules rules, Instant now, RandomGenerator random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Instant end = now.plus(rules.validity());
        Instant last = plan.validity().expiresAt();
        return new Approval(
                plan.hash(),
                decision,
                plan.target(),
                plan.tenant(),
                now,
                end.isAfter(last) ? last : end,
                plan.seen(),
                HexFormat.of().formatHex(nonce));
    }

    /// The payload's bytes (RFC 8785).
    public byte[] bytes() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("plan_hash", planHash);
        value.put("decision", decision);
        value.put("target_fp", target);
        value.put("tenant", tenant);
        value.put("not_before", notBefore);
        value.put("not_after", notAfter);
        if (seen != null) {
            value.put("seen", seen);
        }
        value.put("nonce", nonce);
        return CanonicalJson.bytes(value);
    }

    /// Signs it.
    ///
    /// @return the bytes of the file that travels
    public byte[] sign(Signer signer) throws BackstayException {
        return Dsse.sign(TYPE, bytes(), signer).bytes();
    }

    /// The envelope of a file.
    public static Dsse envelope(Path file) throws BackstayException {
        return envelope(file.toString(), PlanFile.small(file, PlanFile.SIZE_MAX));
    }

    /// The envelope in the bytes of a file.
    ///
    /// @param source what a person calls it
    public static Dsse envelope(String source, byte[] bytes) throws BackstayException {
        Dsse envelope;
        try {
            envelope = Dsse.parse(source, bytes);
        } catch (BackstayException e) {
            throw Refusal.APPROVAL_FORM.stop(e.failure().message());
        }
        if (!envelope.payloadType().equals(TYPE)) {
            throw Refusal.APPROVAL_FORM.stop(source + " holds something else");
        }
        return envelope;
    }

    /// Reads a payload whose signature was verified.
    public static Approval parse(byte[] payload) throws BackstayException {
        try {
            return parsed(Json.parse("the approval", payload).fields());
        } catch (BackstayException e) {
            throw Refusal.APPROVAL_FORM.stop(e.failure().message());
        }
    }

    private static Approval parsed(Fields fields) throws BackstayException {
        Value seen = fields.optional("seen");
        Approval read = new Approval(
                matching(fields, "plan_hash", HASH),
                fields.word("decision", Decision.class),
                fields.text("target_fp"),
                fields.text("tenant"),
                fields.required("not_before").instant(),
                fields.required("not_after").instant(),
                seen == null ? null : Json.bind(seen, RestorePlan.Seen.class),
                matching(fields, "nonce", NONCE));
        fields.end();
        return read;
    }

    private static String matching(Fields fields, String name, Pattern form) throws BackstayException {
        Value value = fields.required(name);
        if (!form.matcher(value.text()).matches()) {
            throw value.place().bad("'" + name + "' is not of the form " + form);
        }
        return value.text();
    }
}
