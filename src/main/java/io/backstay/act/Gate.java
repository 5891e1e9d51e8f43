package io.backstay.act;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditLog;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets an act pass when the role may do it; else it is recorded as refused and not done.
///
/// This keeps honest people from mistakes and leaves a trace. It is no access boundary: whoever can change this program
/// or its files passes. The boundary is what the credentials may do where they are used; see `docs/access`.
final class Gate {
    private final Role role;
    private final Book book;

    /// @param book opened only when something is refused
    Gate(Role role, Book book) {
        this.role = role;
        this.book = book;
    }

    /// Where the record of acts is found.
    @FunctionalInterface
    interface Book {
        AuditLog open() throws BackstayException;
    }

    /// Passes, or refuses.
    ///
    /// @param target what the act would be done to
    void require(Permission permission, String target) throws BackstayException {
        require(permission, target, null);
    }

    /// Passes, or refuses; call it before anything else is done.
    ///
    /// @param caseId the case that the act would belong to, null outside of one
    void require(Permission permission, String target, @Nullable String caseId) throws BackstayException {
        if (permission.allows(role)) {
            return;
        }
        BackstayException unwritten = null;
        try {
            record(permission, target, caseId);
        } catch (BackstayException e) {
            // Not being able to write it down is one more reason not to do it.
            unwritten = e;
        }
        String why = "the role " + role.word() + " may not " + permission.words()
                + (unwritten == null ? "" : "; that it was asked for could not be recorded");
        throw new BackstayException(
                new Failure.Refused("Backstay", why, "Ask somebody who is " + permission.holders() + " to do it."),
                unwritten);
    }

    private void record(Permission permission, String target, @Nullable String caseId) throws BackstayException {
        Map<String, String> detail = Map.of(
                "permission", permission.word(),
                "role", role.word(),
                "least", permission.least().word());
        book.open().intent(permission.acts().getFirst(), target, caseId, detail).outcome(Outcome.REFUSED, detail);
    }
}
