package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.vault.format.SlotType;
import io.backstay.vault.passphrase.RecoveryCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/// What was typed to open a vault: which slots it is for, and its bytes.
///
/// A passphrase counts in Unicode's form NFC, so that it opens the vault whatever keyboard it is typed on. Only one
/// that is not in that form already is copied into a `String` on the way, which cannot be erased.
final class Phrase implements AutoCloseable {
    private final SlotType type;
    private final Secret bytes;

    private Phrase(SlotType type, Secret bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /// What was typed to open a vault: a recovery code is recognised by its form, everything else is a passphrase.
    ///
    /// @throws BackstayException `BadInput` for a code with a slip in it, and for what is empty or no text
    static Phrase of(Secret typed) throws BackstayException {
        return RecoveryCode.looksLikeOne(typed)
                ? new Phrase(SlotType.RECOVERY_CODE, RecoveryCode.parse(typed))
                : passphrase(typed);
    }

    /// What a new slot shall open by.
    ///
    /// @throws BackstayException `BadInput` when it would be taken for a recovery code, is empty or no text
    static Phrase chosen(Secret passphrase) throws BackstayException {
        if (RecoveryCode.looksLikeOne(passphrase)) {
            throw new BackstayException(
                    new Failure.BadInput("The passphrase has the form of a recovery code.", "Add or remove a word."));
        }
        return passphrase(passphrase);
    }

    private static Phrase passphrase(Secret typed) throws BackstayException {
        if (typed.size() == 0) {
            throw new BackstayException(new Failure.BadInput("The passphrase is empty.", "Type a passphrase."));
        }
        return new Phrase(SlotType.PASSPHRASE, typed.lendBytes(Phrase::normal));
    }

    private static Secret normal(byte[] utf8) throws BackstayException {
        CharBuffer chars = decoded(utf8);
        try {
            if (Normalizer.isNormalized(chars, Normalizer.Form.NFC)) {
                return Secret.ofBytes(utf8.clone());
            }
            return Secret.ofChars(
                    Normalizer.normalize(chars, Normalizer.Form.NFC).toCharArray());
        } finally {
            Arrays.fill(chars.array(), '\0');
        }
    }

    private static CharBuffer decoded(byte[] utf8) throws BackstayException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException e) {
            throw new BackstayException(
                    new Failure.BadInput("The passphrase is no text.", "Save it as UTF-8, or type it."), e);
        }
    }

    /// Which slots it may open.
    SlotType type() {
        return type;
    }

    Secret bytes() {
        return bytes;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
