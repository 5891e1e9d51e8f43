package io.backstay.seal;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A payload with its type and the Ed25519 signatures over both: an envelope of DSSE 1.0.2.
///
/// What is verified are the very bytes that [#payload] gives; they are read only after that. The `keyid` of a
/// signature is written for people and never decides anything.
public final class Dsse {
    /// As many signatures are looked at.
    public static final int SIGNATURES_MAX = 16;

    private static final String VERSION = "DSSEv1";
    private static final String FORM = "Fetch it again from whoever wrote it.";

    private final String payloadType;
    private final byte[] payload;
    private final List<Line> lines;

    private Dsse(String payloadType, byte[] payload, List<Line> lines) {
        this.payloadType = payloadType;
        this.payload = payload;
        this.lines = lines;
    }

    /// One signature, as the envelope writes it.
    private record Line(String keyId, String signature) {
        byte[] bytes() {
            return Base64.getDecoder().decode(signature);
        }
    }

    /// Signs a payload.
    ///
    /// @param payloadType says how the payload is read, such as a media type
    public static Dsse sign(String payloadType, byte[] payload, Signer signer) throws BackstayException {
        byte[] signature = signer.sign(encoded(payloadType, payload));
        return new Dsse(
                payloadType,
                payload.clone(),
                List.of(new Line(signer.key().name() + "+" + signer.key().idHex(), base64(signature))));
    }

    /// Reads an envelope; anything that is not exactly of the form is refused.
    ///
    /// @param source what a person calls it
    public static Dsse parse(String source, byte[] bytes) throws BackstayException {
        Fields fields = Json.parse(source, bytes).fields();
        String type = fields.text("payloadType");
        byte[] payload = decoded(source, fields.required("payload"));
        List<Line> lines = new ArrayList<>();
        for (Value item : fields.items("signatures")) {
            Fields line = item.fields();
            String keyId = line.optionalText("keyid");
            Value signature = line.required("sig");
            line.end();
            decoded(source, signature);
            lines.add(new Line(keyId == null ? "" : keyId, signature.text()));
        }
        fields.end();
        if (lines.isEmpty() || lines.size() > SIGNATURES_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    source + " has " + lines.size() + " signatures, not 1 to " + SIGNATURES_MAX + ".", FORM));
        }
        return new Dsse(type, payload, List.copyOf(lines));
    }

    private static byte[] decoded(String source, Value text) throws BackstayException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.text());
            // Another spelling of the same bytes would let one envelope have many files.
            if (base64(bytes).equals(text.text())) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new BackstayException(new Failure.BadInput(
                source + ": " + text.place().path() + " is not base64 as RFC 4648 section 4 writes it.", FORM));
    }

    /// The envelope as it is stored: one line of canonical JSON.
    public byte[] bytes() {
        List<Map<String, String>> signatures = new ArrayList<>();
        for (Line line : lines) {
            Map<String, String> signature = new TreeMap<>();
            if (!line.keyId().isEmpty()) {
                signature.put("keyid", line.keyId());
            }
            signature.put("sig", line.signature());
            signatures.add(signature);
        }
        return CanonicalJson.bytes(
                Map.of("payload", base64(payload), "payloadType", payloadType, "signatures", signatures));
    }

    /// How the payload is read.
    public String payloadType() {
        return payloadType;
    }

    /// The bytes that are signed.
    public byte[] payload() {
        return payload.clone();
    }

    /// Which of these keys made one of the signatures.
    public List<VerifierKey> signers(Collection<VerifierKey> keys) {
        byte[] message = encoded(payloadType, payload);
        List<VerifierKey> signers = new ArrayList<>();
        for (VerifierKey key : keys) {
            if (lines.stream().anyMatch(line -> key.verify(message, line.bytes()))) {
                signers.add(key);
            }
        }
        return List.copyOf(signers);
    }

    /// What the signatures are said to be of, for a person to read.
    public List<String> claimed() {
        return lines.stream().map(Line::keyId).toList();
    }

    /// The pre-authentication encoding: what is signed, so that a payload cannot be taken for one of another type.
    static byte[] encoded(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes((VERSION + " " + type.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
