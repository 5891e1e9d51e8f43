package io.backstay.seal;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A text and the Ed25519 signatures under it, in the form of C2SP signed-note.
///
/// @param text       ends with a line feed and has no other control characters
/// @param signatures at least one, in the order of the note
public record SignedNote(String text, List<Signature> signatures) {
    /// The largest note that is read, in bytes.
    public static final int BYTES_MAX = 64 << 10;

    /// As many signatures are looked at; C2SP allows readers to refuse more.
    public static final int SIGNATURES_MAX = 16;

    private static final String DASH = "\u2014 ";
    private static final int RAW_MAX = 8 << 10;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /// One signature line.
    ///
    /// @param name of the key
    /// @param id   of the key, in hexadecimal
    /// @param raw  the signature's bytes, in the encoding of the note: base64 over id and signature
    public record Signature(String name, String id, String raw) {
        private byte[] bytes() {
            byte[] all = Base64.getDecoder().decode(raw);
            return Arrays.copyOfRange(all, VerifierKey.ID_BYTES, all.length);
        }
    }

    /// What looking at the signatures found.
    ///
    /// @param signers the keys that count and signed it, in the note's order
    /// @param forged  the first key that counts but did not make the signature under its name
    public record Judgement(
            List<VerifierKey> signers, @Nullable VerifierKey forged) {}

    /// Signs a text.
    ///
    /// @param text ends with a line feed
    public static SignedNote sign(String text, Signer signer) throws BackstayException {
        requireText(text);
        byte[] signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] id = signer.key().id();
        byte[] raw = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, raw, id.length, signature.length);
        return new SignedNote(
                text,
                List.of(new Signature(
                        signer.key().name(),
                        signer.key().idHex(),
                        Base64.getEncoder().encodeToString(raw))));
    }

    /// The same note with another signature under those that it has.
    public SignedNote cosigned(Signer signer) throws BackstayException {
        List<Signature> all = new ArrayList<>(signatures);
        all.addAll(sign(text, signer).signatures());
        return new SignedNote(text, all);
    }

    /// Reads a note; anything that is not exactly of the form is refused.
    ///
    /// @param source what a person calls it
    public static SignedNote parse(String source, byte[] bytes) throws BackstayException {
        try {
            return parsed(bytes);
        } catch (IllegalArgumentException e) {
            throw new BackstayException(
                    new Failure.BadInput(source + " is not a signed note: " + e.getMessage() + ".", "Fetch it again."),
                    e);
        }
    }

    private static SignedNote parsed(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException("it has more than " + BYTES_MAX + " bytes");
        }
        String all;
        try {
            all = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new IllegalArgumentException("it is not UTF-8");
        }
        int end = all.lastIndexOf("\n\n");
        if (end < 0 || !all.endsWith("\n") || end + 2 == all.length()) {
            throw new IllegalArgumentException("no signatures stand under an empty line");
        }
        String text = all.substring(0, end + 1);
        requireText(text);
        List<Signature> signatures = new ArrayList<>();
        for (String line : all.substring(end + 2, all.length() - 1).split("\n", -1)) {
            signatures.add(signature(line));
        }
        if (signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException("it has more than " + SIGNATURES_MAX + " signatures");
        }
        return new SignedNote(text, signatures);
    }

    private static Signature signature(String line) {
        int gap = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || gap < DASH.length()) {
            throw new IllegalArgumentException("a signature line does not begin with a dash and a name");
        }
        String name = line.substring(DASH.length(), gap);
        String raw = line.substring(gap + 1);
        if (VerifierKey.isRefusedAsName(name)) {
            throw new IllegalArgumentException("a key's name is not allowed");
        }
        byte[] decoded =
                raw.length() > RAW_MAX ? new byte[0] : Base64.getDecoder().decode(raw);
        if (decoded.length <= VerifierKey.ID_BYTES
                || !Base64.getEncoder().encodeToString(decoded).equals(raw)) {
            throw new IllegalArgumentException("a signature is not in base64, or too short or too long");
        }
        return new Signature(name, hexId(decoded), raw);
    }

    private static String hexId(byte[] decoded) {
        return HexFormat.of().formatHex(decoded, 0, VerifierKey.ID_BYTES);
    }

    private static void requireText(String text) {
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
            throw new IllegalArgumentException("the text has control characters or does not end with a line feed");
        }
    }

    /// Looks at every signature of a key that counts; those of other keys say nothing.
    ///
    /// @param keys answers the key of a name and an id in hexadecimal, null when it does not count
    public Judgement judge(BiFunction<String, String, @Nullable VerifierKey> keys) {
        List<VerifierKey> good = new ArrayList<>();
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        for (Signature signature : signatures) {
            VerifierKey key = keys.apply(signature.name(), signature.id());
            if (key != null && !key.verify(message, signature.bytes())) {
                return new Judgement(List.of(), key);
            }
            if (key != null && !good.contains(key)) {
                good.add(key);
            }
        }
        return new Judgement(List.copyOf(good), null);
    }

    /// The note as it is stored and sent, in UTF-8.
    public byte[] bytes() {
        var all = new StringBuilder(text).append('\n');
        for (Signature signature : signatures) {
            all.append(DASH)
                    .append(signature.name())
                    .append(' ')
                    .append(signature.raw())
                    .append('\n');
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
