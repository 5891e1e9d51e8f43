package io.backstay.act.approve;

import io.backstay.base.BackstayException;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.approve.People;
import io.backstay.restore.plan.Approvable;
import java.nio.file.Path;
import java.util.List;

/// Approving other people's plans, and whose approvals count. Everything here works without a network.
public interface Approvals {
    /// Signs what a person says of a plan, with that person's key from the open vault, and writes it as a file that
    /// travels.
    ///
    /// @throws BackstayException also when the vault is locked, the person has no key in it, or the person planned
    Signed sign(Approvable plan, String person, Approval.Decision decision, Path file) throws BackstayException;

    /// Who signed a file about a plan, whatever was decided; refused when nobody did whose signature counts.
    ///
    /// @param file written by [#sign]
    Judged judge(Approvable plan, Path file) throws BackstayException;

    /// A person's signing key in the open vault; made when there is none.
    Key ownKey(String person) throws BackstayException;

    /// The keys of persons.
    List<People.Known> keys() throws BackstayException;

    /// Lets a person's signatures count from now on.
    ///
    /// @param line        the public line, as the person gave it
    /// @param fingerprint as the person told it on another way; must be the key's
    People.Known add(String person, String line, String fingerprint) throws BackstayException;

    /// Lets a key's signatures count no more.
    void revoke(String fingerprint, String reason) throws BackstayException;

    /// What was written.
    record Signed(Approval approval, Path file, String fingerprint) {}

    /// What a file holds.
    record Judged(String person, String fingerprint, Approval approval) {}

    /// A signing key.
    ///
    /// @param line        what others add
    /// @param fingerprint what they compare
    record Key(String person, String line, String fingerprint) {}
}
