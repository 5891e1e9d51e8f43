package io.backstay.audit;

import io.backstay.audit.AuditVerification.Verdict;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.codec.Json;
import io.backstay.codec.JsonStream;
import io.backstay.codec.Value;
import io.backstay.seal.MerkleProof;
import io.backstay.seal.MerkleTree;
import io.backstay.seal.SignedNote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Verifies an export: that its checkpoint is signed by a key that counts, and that each entry is under its root.
/// Used once.
final class ExportVerifier {
    private static final ByteSize FILE_MAX = new ByteSize(4L << 30);

    private final Trust trust;
    private final ClockWatch clocks = new ClockWatch();
    private long entries;
    private long before = -1;
    private @Nullable String tenant;

    ExportVerifier(Trust trust) {
        this.trust = trust;
    }

    /// An entry of the export.
    ///
    /// @param leaf  its bytes, in base64
    /// @param proof the hashes beside its path to the root, in base64
    record Item(long seq, String leaf, List<String> proof) {}

    AuditVerification verify(Path file) throws BackstayException {
        try (JsonStream in = Json.stream(file, FILE_MAX)) {
            require(in, "format");
            String format = in.value().text();
            if (!format.equals(AuditExport.FORMAT)) {
                throw in.place().bad("expected " + AuditExport.FORMAT);
            }
            require(in, "origin");
            String origin = in.value().text();
            require(in, "checkpoint");
            byte[] bytes = in.value().text().getBytes(StandardCharsets.UTF_8);
            SignedNote note = SignedNote.parse("The checkpoint of " + file, bytes);
            Seen seen = Seen.of("The checkpoint of " + file, note);
            if (!seen.origin().equals(origin)) {
                throw in.place().bad("the checkpoint is of another record");
            }
            require(in, "entries");
            Failed failed = new Failed();
            in.eachItem(item -> failed.see(item, seen));
            if (in.nextMember() != null) {
                throw in.place().bad("unknown field");
            }
            return result(seen, note.judge(trust::key), failed);
        }
    }

    private static void require(JsonStream in, String name) throws BackstayException {
        if (!name.equals(in.nextMember())) {
            throw in.place().bad("expected the field '" + name + "' here");
        }
    }

    private AuditVerification result(Seen seen, SignedNote.Judgement judged, Failed failed) {
        String problem = failed.problem;
        Long broken = failed.seq;
        boolean signed = !judged.signers().isEmpty();
        if (problem == null && judged.forged() != null) {
            problem = "The checkpoint was not signed by " + judged.forged().name() + ", whose name it bears.";
        }
        Verdict verdict = problem != null ? Verdict.TAMPERED : signed ? Verdict.VERIFIED : Verdict.UNVERIFIABLE;
        if (verdict == Verdict.UNVERIFIABLE) {
            problem = "Its checkpoint is not signed by a key that counts here.";
        }
        return new AuditVerification(
                verdict,
                entries,
                seen.root(),
                broken,
                signed ? entries - (broken == null ? 0 : 1) : 0,
                signed ? CheckpointWatch.signer(judged.signers().getFirst()) : null,
                problem,
                clocks.warnings());
    }

    /// The first entry that does not hold.
    private final class Failed {
        private @Nullable Long seq;
        private @Nullable String problem;

        void see(Value value, Seen seen) throws BackstayException {
            Item item = Json.bind(value, Item.class);
            if (problem == null) {
                entries++;
                problem = problem(item, seen);
                if (problem != null) {
                    seq = item.seq();
                }
            }
        }
    }

    private @Nullable String problem(Item item, Seen seen) {
        String which = "Entry " + item.seq();
        byte[] leaf;
        List<byte[]> proof = new ArrayList<>();
        try {
            leaf = bytes(item.leaf());
            item.proof().forEach(hash -> proof.add(bytes(hash)));
        } catch (IllegalArgumentException _) {
            return which + " is not in base64.";
        }
        byte[] root = HexFormat.of().parseHex(seen.root());
        if (leaf.length > AuditVerifier.LEAF_BYTES_MAX
                || !MerkleProof.includes(MerkleTree.leafHash(leaf), item.seq(), seen.size(), proof, root)) {
            return which + " is not in the record that the checkpoint is of.";
        }
        try {
            return discord(which, item, leaf, seen);
        } catch (BackstayException e) {
            return which + " cannot be read: " + e.failure().message();
        }
    }

    /// What the one way of writing bytes in base64 says; bits that are left over at its end must not differ.
    private static byte[] bytes(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new IllegalArgumentException("two texts would be the same bytes");
        }
        return bytes;
    }

    private @Nullable String discord(String which, Item item, byte[] leaf, Seen seen) throws BackstayException {
        AuditEntry entry = LogReader.entry(leaf);
        boolean same = entries == 1 || Objects.equals(tenant, entry.tenant());
        boolean ordered = item.seq() > before;
        tenant = entry.tenant();
        before = item.seq();
        clocks.see(entry);
        if (entry.seq() != item.seq() || !seen.origin().equals(entry.origin()) || !LogReader.isCanonical(leaf, entry)) {
            return which + " is stored under another number or record than it says, or not in canonical form.";
        }
        if (!ordered) {
            return which + " stands behind a later one.";
        }
        return tenant == null || !same ? which + " is about another tenant than those before it, or about none." : null;
    }
}
