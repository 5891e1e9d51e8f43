package io.backstay.act.role;

import static io.backstay.act.role.Role.ADMINISTRATOR;
import static io.backstay.act.role.Role.APPROVER;
import static io.backstay.act.role.Role.RESPONDER;
import static io.backstay.act.role.Role.VIEWER;

import io.backstay.codec.Words;
import java.util.Arrays;
import java.util.List;

/// Who may do what: one line for everything that can be asked for, the least role that may, and the acts of the
/// record that it covers. A refusal is recorded under the first of them.
///
/// `docs/roles.md` shows this table; a test compares the two.
public enum Permission {
    LOOK(VIEWER, "see points, windows, policies, findings, cases and reports"),
    READ_FILES(VIEWER, "judge and verify files that lie elsewhere"),
    READ_RECORD(VIEWER, "read and verify the record of acts"),
    LOCK_VAULT(VIEWER, "lock the vault, and end what a run still holds of it", "vault.lock", "vault.lease-end"),

    PRACTISE(RESPONDER, "start and stop the practice lab", "lab.up", "lab.clear", "lab.down"),
    DRILL(RESPONDER, "run a drill", "drill.run", "lab.sabotage", "drill.told", "attack.told"),
    RESTORE_ENVIRONMENT(
            RESPONDER,
            "restore everything to a new place, and take away a server that was made so",
            "restore.environment",
            "restore.discard",
            "connect.call"),
    TEST_RESTORES(RESPONDER, "run a restore test", "test.run"),
    EXPORT_MANIFEST(RESPONDER, "export the manifest", "manifest.export"),
    IMPORT_MANIFEST(RESPONDER, "take the facts of an exported manifest into the catalogue", "manifest.import"),
    UNLOCK_VAULT(
            RESPONDER,
            "unlock the vault, see what it holds and have a step borrow from it",
            "vault.unlock",
            "vault.open",
            "vault.lend",
            "vault.lease"),
    VERIFY_VAULT(RESPONDER, "open every entry of the vault to check it", "vault.verify"),
    TEST_CREDENTIAL(RESPONDER, "try a credential on what it is for", "vault.test"),
    TEST_CONNECTION(RESPONDER, "prove that a connection answers as promised", "connection.test"),
    SYNC(RESPONDER, "list a connection's recovery points into the catalogue", "connection.sync"),
    CREATE_POINT(RESPONDER, "make a backup of an asset now", "point.create"),
    RETRIEVE(
            RESPONDER,
            "ask a store for a tenant's files that lie in an archive, and what locks its files",
            "files.retrieve",
            "files.archived",
            "files.locks"),
    MAP_TENANTS(
            RESPONDER,
            "draft a mapping and see how a tenant's rows are found",
            "tenant.map",
            "tenant.show",
            "tenant.sets"),
    COMPARE_SETS(
            RESPONDER,
            "compare a data set in a file with what a database has, and look at masked values for a reason",
            "tenant.compare"),
    BEGIN_RESTORE(
            RESPONDER, "open a case and ask for the verdict", "restore.intake", "restore.verdict", "policy.check"),
    KEEP_CASE(
            RESPONDER,
            "open a case from an intake, ask for its verdict and write into it",
            "incident.open",
            "incident.correct",
            "incident.verdict",
            "incident.note",
            "incident.picture",
            "incident.retime",
            "incident.merge",
            "incident.include",
            "incident.declare",
            "incident.probe",
            "incident.told",
            "incident.report-save",
            "incident.report-review",
            "incident.report-final",
            "incident.report-write",
            "incident.export",
            "incident.import"),
    CLOSE_CASE(RESPONDER, "close a case with its outcome and the reason", "incident.close"),
    FOLLOW_UP(
            RESPONDER,
            "say what is to be done because of a case, and note that it was",
            "incident.action",
            "incident.action-done"),
    FIND_MOMENT(RESPONDER, "search for the moment of a loss in scratch", "restore.find"),
    STAGE(RESPONDER, "recover a point into scratch", "restore.stage"),
    COMPARE(
            RESPONDER,
            "compare a tenant's rows with live, choose, and look at a masked row for a reason",
            "restore.compare",
            "restore.choose",
            "restore.reveal"),
    PLAN(RESPONDER, "fix a plan", "restore.plan"),
    APPROVE_ALONE(RESPONDER, "approve a plan alone, with a reason that the report shows", "restore.approve"),
    RUN_RESTORE(
            RESPONDER,
            "write an approved plan into live, rehearse it or go on with it",
            "restore.import",
            "restore.rehearse",
            "restore.resume"),
    UNDO_RESTORE(
            RESPONDER,
            "undo a restore that was committed, see what that would do, and look at a masked row for a reason",
            "restore.undo",
            "restore.undo-look",
            "restore.undo-reveal"),
    OWN_KEY(RESPONDER, "make one's own signing key", "trust.key"),
    VERIFY_RESTORE(RESPONDER, "verify a restore and close its case", "restore.verify"),

    RESTORE_IN_PLACE(
            APPROVER, "put a whole project of a provider back where it is, over what is live", "restore.in-place"),
    APPROVE(APPROVER, "approve another person's plan", "restore.approve"),
    KEEP_CLAIM(
            APPROVER,
            "keep words that a policy never claims, for a reason or by a written agreement",
            "incident.keep-claim",
            "incident.agreement"),
    EXPORT_TENANT(APPROVER, "hand on one tenant's own rows", "tenant.export"),
    EXPORT_RECORD(APPROVER, "hand on one tenant's entries of the record", "audit.export"),

    CONNECT(ADMINISTRATOR, "add and remove connections", "connection.add", "connection.remove", "connection.policy"),
    CREATE_VAULT(ADMINISTRATOR, "create the vault, or take one over from a file", "vault.create", "vault.adopt"),
    CHANGE_CREDENTIALS(
            ADMINISTRATOR,
            "add, import, replace and remove credentials",
            "vault.add",
            "vault.replace",
            "vault.remove",
            "vault.save"),
    ACCEPT_OLDER_VAULT(
            ADMINISTRATOR,
            "put an older copy of the vault back, set a file of it aside, and open an older one",
            "vault.accept-older",
            "vault.put-back",
            "vault.set-aside"),
    TRUST(ADMINISTRATOR, "say whose signatures count", "trust.add", "trust.revoke"),
    REVEAL_SECRET(ADMINISTRATOR, "show a secret", "vault.reveal"),
    REKEY_VAULT(ADMINISTRATOR, "change the passphrase of the vault", "vault.rekey"),
    EXPORT_VAULT(ADMINISTRATOR, "export credentials as another vault", "vault.export"),
    ACCEPT_FINDING(
            ADMINISTRATOR,
            "accept what contradicts itself in a policy for a while, and withdraw that",
            "policy.accept",
            "policy.withdraw");

    private final Role least;
    private final String words;

    // The checker knows the type List only; this one is made by List.of and cannot change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> acts;

    Permission(Role least, String words, String... acts) {
        this.least = least;
        this.words = words;
        this.acts = List.of(acts);
    }

    /// As it stands in the record, such as `export-manifest`.
    public String word() {
        return Words.of(this);
    }

    /// What is done, so that it can follow `may`: such as `run a drill`.
    public String words() {
        return words;
    }

    /// The least role that may.
    public Role least() {
        return least;
    }

    /// The acts of the record that it covers; empty where nothing is done, only looked at.
    public List<String> acts() {
        return acts;
    }

    /// Whether the role may.
    public boolean allows(Role role) {
        return role.covers(least);
    }

    /// The roles that may, such as `approver or administrator`.
    String holders() {
        List<String> may = Arrays.stream(Role.values())
                .filter(this::allows)
                .map(Role::word)
                .toList();
        int last = may.size() - 1;
        return last == 0 ? may.getFirst() : String.join(", ", may.subList(0, last)) + " or " + may.getLast();
    }
}
