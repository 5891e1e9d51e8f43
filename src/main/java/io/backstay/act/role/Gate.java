package io.backstay.act.role;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;

/// Lets an act pass when the role may do it; else it is recorded as refused and not done.
///
/// This keeps honest people from mistakes and leaves a trace. It is no access boundary: whoever can change this
/// program or its files passes. The boundary is what the credentials may do where they are used; see `docs/access`.
public final class Gate {
    /// Who refuses, as a failure names it.
    public static final String NAME = "Backstay";

    private final Role role;
    private final Book book;

    /// @param book opened only when something is refused
    public Gate(Role role, Book book) {
        this.role = role;
        this.book = book;
    }

    /// Where the record of acts is found.
    @FunctionalInterface
    public interface Book {
        /// Opens it.
        AuditLog open() throws BackstayException;
    }

    /// Passes, or refuses; call it before anything else is done.
    ///
    /// @param deed what would be done
    public void require(Permission permission, Deed deed) throws BackstayException {
        if (permission.allows(role)) {
            return;
        }
        BackstayException unwritten = null;
        try {
            record(permission, deed);
        } catch (BackstayException e) {
            // Not being able to write it down is one more reason not to do it.
            unwritten = e;
        }
        String why = "the role " + role.word() + " may not " + permission.words()
                + (unwritten == null ? "" : "; that it was asked for could not be recorded");
        throw new BackstayException(
                new Failure.Refused(NAME, why, "Ask somebody who is " + permission.holders() + " to do it."),
                unwritten);
    }

    private void record(Permission permission, Deed deed) throws BackstayException {
        Deed refused = deed.with("permission", permission.word())
                .with("least", permission.least().word());
        book.open().intent(refused).outcome(Outcome.REFUSED, refused.detail());
    }
}
