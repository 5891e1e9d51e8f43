package io.backstay.act.approve;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.act.role.Roles;
import io.backstay.act.vault.VaultDesk;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.EntryFilter;
import io.backstay.audit.Seen;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Storage;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.approve.ApprovalRules;
import io.backstay.restore.approve.People;
import io.backstay.restore.plan.Approvable;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.seal.Dsse;
import io.backstay.seal.Signer;
import io.backstay.seal.VerifierKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Approvals of one state folder; every act of it stands in the record.
public final class ApprovalDesk implements Approvals {
    private static final String COMPARE = "Compare it with the person on another way, such as by telephone.";

    private final Place place;
    private final AuditLog audit;
    private final Recorder recorder;
    private final Vault vault;
    private final InstantSource clock;
    private final RandomGenerator random;

    public ApprovalDesk(
            Place place, AuditLog audit, Recorder recorder, Vault vault, InstantSource clock, RandomGenerator random) {
        this.place = place;
        this.audit = audit;
        this.recorder = recorder;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
    }

    /// Where it stands.
    ///
    /// @param home  the state folder
    /// @param trust the folder with the keys that count
    /// @param actor   who acts here
    /// @param storage locks the keys while they are changed
    public record Place(Path home, Path trust, String actor, Storage storage) {}

    /// Has the vault of this state folder.
    @FunctionalInterface
    public interface Vault {
        /// It, locked or not.
        VaultDesk desk() throws BackstayException;
    }

    @Override
    public Signed sign(Approvable plan, String person, Approval.Decision decision, Path file) throws BackstayException {
        Deed deed = Deed.of("restore.approve", plan.hash())
                .underPlan(plan.hash())
                .with("person", person)
                .with("decision", Words.of(decision));
        if (plan instanceof PlanFile ofTenant) {
            deed = deed.about(ofTenant.plan().tenant().id());
        }
        deed = seen(deed, plan.seen());
        return recorder.act(
                Permission.APPROVE,
                deed,
                () -> signed(plan, person, decision, file),
                signed -> Map.of(
                        "key", signed.fingerprint(), "nonce", signed.approval().nonce()));
    }

    private Signed signed(Approvable plan, String person, Approval.Decision decision, Path file)
            throws BackstayException {
        ApprovalGate.requireTimely(plan, clock.instant());
        if (person.equals(plan.plannedBy())) {
            throw Refusal.APPROVAL_SAME_PERSON.stop(person);
        }
        Signer signer = vault.desk().personal(person, false);
        String planner = plan.plannedKey();
        if (planner != null && sameKey(signer.key(), VerifierKey.parse(planner))) {
            throw Refusal.APPROVAL_SAME_KEY.stop();
        }
        Approval approval = Approval.of(plan, decision, rules(), clock.instant(), random);
        byte[] bytes = approval.sign(signer);
        WholeFile.write(file, out -> out.write(bytes));
        return new Signed(approval, file, signer.key().fingerprint());
    }

    private static boolean sameKey(VerifierKey one, VerifierKey other) {
        return Arrays.equals(one.key(), other.key());
    }

    private static Deed seen(Deed deed, RestorePlan.@Nullable Seen seen) {
        return seen == null
                ? deed
                : deed.with("seenOrigin", seen.origin())
                        .with("seenSize", Long.toString(seen.size()))
                        .with("seenRoot", seen.root());
    }

    @Override
    public Judged judge(Approvable plan, Path file) throws BackstayException {
        Dsse envelope = Approval.envelope(file);
        ApprovalGate.Passed passed = gate().signed(plan, envelope);
        return new Judged(passed.person(), VerifierKey.parse(passed.key()).fingerprint(), passed.approval());
    }

    @Override
    public Key ownKey(String person) throws BackstayException {
        requireName(person);
        Signer signer = recorder.act(
                Permission.OWN_KEY,
                Deed.of("trust.key", person),
                () -> vault.desk().personal(person, true),
                made -> Map.of("key", made.key().fingerprint()));
        return new Key(person, signer.key().encoded(), signer.key().fingerprint());
    }

    @Override
    public List<People.Known> keys() throws BackstayException {
        return people().keys();
    }

    @Override
    public People.Known add(String person, String line, String fingerprint) throws BackstayException {
        requireName(person);
        VerifierKey key = VerifierKey.parse(line.strip());
        if (!People.sameDigits(key.fingerprint(), fingerprint)) {
            throw new BackstayException(new Failure.BadInput(
                    "The key's fingerprint is " + key.fingerprint() + ", not " + fingerprint + ".", COMPARE));
        }
        var known = new People.Known(key.encoded(), person, clock.instant(), place.actor(), null, null);
        Deed deed = Deed.of("trust.add", person).with("key", key.fingerprint());
        return recorder.act(Permission.TRUST, deed, () -> {
            change(people -> people.with(known));
            return known;
        });
    }

    /// What becomes of the keys that count.
    @FunctionalInterface
    private interface Change {
        People of(People people) throws BackstayException;
    }

    /// Changes the keys while nobody else can, so that no change is lost.
    private void change(Change change) throws BackstayException {
        try (Storage.Held _ = place.storage().lock(place.home().resolve("people.json.lock"))) {
            change.of(people()).write(place.trust());
        }
    }

    @Override
    public void revoke(String fingerprint, String reason) throws BackstayException {
        Deed deed = Deed.of("trust.revoke", fingerprint).with("reason", reason);
        recorder.act(Permission.TRUST, deed, () -> {
            change(people -> people.revoking(fingerprint, reason, clock.instant()));
            return true;
        });
    }

    /// How long things hold here.
    public ApprovalRules rules() throws BackstayException {
        return ApprovalRules.read(place.home());
    }

    /// Judges approvals with the keys, roles and record of this state folder.
    public ApprovalGate gate() throws BackstayException {
        Roles roles = Roles.read(place.home());
        return new ApprovalGate(people(), person -> roles.of(person).covers(Role.APPROVER), this::continues);
    }

    /// The state of the record now, signed first when there is a key.
    public RestorePlan.@Nullable Seen seen() throws BackstayException {
        audit.sign();
        Seen seen = audit.latestCheckpoint();
        return seen == null ? null : new RestorePlan.Seen(seen.origin(), seen.size(), seen.root());
    }

    /// When a plan of that hash was written down here under an act, absent when it never was.
    public @Nullable Instant notedAt(String act, String hash) throws BackstayException {
        AuditEntry entry = audit.newest(act, hash);
        return entry == null ? null : entry.ts();
    }

    /// Whether an act was done here under a plan of that hash.
    public boolean isDone(String act, String hash) throws BackstayException {
        return audit.newest(new EntryFilter(null, null, null, act), Integer.MAX_VALUE).stream()
                .anyMatch(each -> each.act().equals(act)
                        && each.outcome() == AuditEntry.Outcome.DONE
                        && hash.equals(each.planHash())
                        && !hash.equals(each.target()));
    }

    /// Who acts here.
    public String actor() {
        return place.actor();
    }

    /// The state folder.
    public Path home() {
        return place.home();
    }

    /// The public line of the key of whoever acts here, absent when none is known.
    public @Nullable String plannerKey() throws BackstayException {
        Signer signer = vault.desk().personalIfOpen(place.actor());
        if (signer != null) {
            return signer.key().encoded();
        }
        List<VerifierKey> known = people().keysOf(place.actor());
        return known.isEmpty() ? null : known.getFirst().encoded();
    }

    /// A record that was put back no longer has the root that an approver saw.
    private boolean continues(RestorePlan.Seen seen) {
        try {
            return !audit.origin().equals(seen.origin())
                    || audit.continues(new Seen(seen.origin(), seen.size(), seen.root()));
        } catch (BackstayException e) {
            System.getLogger(ApprovalDesk.class.getName())
                    .log(System.Logger.Level.WARNING, "the record cannot be held against an approval", e);
            return false;
        }
    }

    private People people() throws BackstayException {
        return People.read(place.trust());
    }

    private static void requireName(String person) throws BackstayException {
        if (!person.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
            throw new BackstayException(new Failure.BadInput(
                    "'" + person + "' is no name of a person here.",
                    "Use letters, digits and . _ @ -, without blanks, as in roles.json."));
        }
    }
}
