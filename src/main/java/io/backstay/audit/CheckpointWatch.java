package io.backstay.audit;

import io.backstay.base.BackstayException;
import io.backstay.seal.SignedNote;
import io.backstay.seal.VerifierKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Holds checkpoints against the growing tree: those of the record itself, and one that was kept elsewhere.
final class CheckpointWatch {
    private final Trust trust;
    private final ResultSet rows;
    private final @Nullable String origin;

    private @Nullable Kept kept;
    private @Nullable Row next;
    private @Nullable String unknown;
    private long signedSize;
    private @Nullable String signedBy;

    /// @param rows   size and note of every checkpoint, by size
    /// @param origin of the record, absent in the first version
    CheckpointWatch(Trust trust, ResultSet rows, @Nullable String origin) throws SQLException {
        this.trust = trust;
        this.rows = rows;
        this.origin = origin;
        this.next = row();
    }

    /// Something is wrong.
    ///
    /// @param firstBroken the first entry that nothing vouches for any more, absent when only a checkpoint is wrong
    record Wrong(@Nullable Long firstBroken, String problem) {}

    /// One checkpoint of the record.
    ///
    /// @param problem why it is none, absent when it is one
    private record Row(
            long size, @Nullable SignedNote note, @Nullable Seen seen, String problem) {}

    private record Kept(Seen checkpoint, String signer) {}

    /// How many entries the newest good checkpoint covers.
    long signedSize() {
        return signedSize;
    }

    /// Who signed that one.
    @Nullable
    String signedBy() {
        return signedBy;
    }

    /// Why nothing is proven though nothing contradicts it, or null.
    @Nullable
    String doubt() {
        if (unknown != null) {
            return unknown;
        }
        return signedSize == 0 ? "No checkpoint is signed, so nobody vouches for the entries." : null;
    }

    /// Takes a checkpoint that the record must continue.
    @Nullable
    Wrong keep(SignedNote note) throws BackstayException {
        Seen checkpoint = Seen.of("The kept checkpoint", note);
        SignedNote.Judgement judged = note.judge(trust::key);
        if (judged.signers().isEmpty()) {
            unknown = "The kept checkpoint is not signed by a key that counts here.";
            return null;
        }
        if (!checkpoint.origin().equals(origin)) {
            return new Wrong(
                    null,
                    "The kept checkpoint is of the record " + checkpoint.origin() + ", and this is another one: "
                            + Objects.requireNonNullElse(origin, "one without a name") + ".");
        }
        kept = new Kept(checkpoint, signer(judged.signers().getFirst()));
        return null;
    }

    /// The tree has reached a size.
    @Nullable
    Wrong reached(long size, String root) throws SQLException {
        Row row = next;
        while (row != null && row.size() <= size) {
            Wrong wrong = judge(row, size, root);
            if (wrong != null) {
                return wrong;
            }
            row = row();
            next = row;
        }
        Kept held = kept;
        if (held != null && held.checkpoint().size() == size) {
            if (!held.checkpoint().root().equals(root)) {
                return new Wrong(
                        signedSize, "Its first " + size + " entries are not those of the checkpoint that was kept.");
            }
            signedSize = size;
            signedBy = held.signer();
        }
        return null;
    }

    /// The record ends here.
    @Nullable
    Wrong ended(long size) {
        if (next != null) {
            return cutOff(size, "a checkpoint over " + next.size() + " was signed");
        }
        if (kept != null && kept.checkpoint().size() > size) {
            return cutOff(
                    size, "the kept checkpoint is over " + kept.checkpoint().size());
        }
        return null;
    }

    private static Wrong cutOff(long size, String why) {
        return new Wrong(size, "It ends after " + size + " entries, but " + why + ": entries were cut off.");
    }

    private @Nullable Wrong judge(Row row, long size, String root) throws SQLException {
        String which = "The checkpoint over " + row.size() + " entries";
        SignedNote note = row.note();
        Seen checkpoint = row.seen();
        if (note == null || checkpoint == null) {
            return new Wrong(null, row.problem());
        }
        if (row.size() != size
                || checkpoint.size() != row.size()
                || !checkpoint.origin().equals(origin)) {
            return new Wrong(null, which + " is of another size or of another record.");
        }
        SignedNote.Judgement judged = note.judge(trust::key);
        if (judged.forged() != null) {
            return new Wrong(
                    null, which + " was not signed by " + judged.forged().name() + ", whose name it bears.");
        }
        if (!checkpoint.root().equals(root)) {
            return new Wrong(
                    signedSize,
                    which + " has another root: an entry between " + signedSize + " and " + (size - 1)
                            + " is not what it was.");
        }
        if (judged.signers().isEmpty()) {
            unknown = unknown == null
                    ? which + " is signed by " + note.signatures().getFirst().name()
                            + ", whose key does not count here."
                    : unknown;
            return null;
        }
        signedSize = size;
        signedBy = signer(judged.signers().getFirst());
        return null;
    }

    static String signer(VerifierKey key) {
        return key.name() + " (" + key.fingerprint() + ")";
    }

    private @Nullable Row row() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        long size = rows.getLong(1);
        byte[] bytes = rows.getBytes(2);
        String which = "The checkpoint over " + size + " entries";
        if (bytes == null) {
            return new Row(size, null, null, which + " is empty or too large.");
        }
        try {
            SignedNote note = SignedNote.parse(which, bytes);
            return new Row(size, note, Seen.of(which, note), "");
        } catch (BackstayException e) {
            return new Row(size, null, null, e.failure().message());
        }
    }
}
