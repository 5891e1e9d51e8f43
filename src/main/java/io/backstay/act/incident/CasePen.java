package io.backstay.act.incident;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.timeline.LineId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes into cases: each act is recorded, adds one line to the timeline, and its entry in the record names that line.
record CasePen(IncidentDesk.Books books, String actor, InstantSource clock) {
    /// What an act came to, and the line that says so.
    record Said<T>(T result, CaseEntry line) {}

    /// Does an act.
    <T, X extends Exception> T act(Permission permission, Deed deed, Recorder.Work<Said<T>, X> work)
            throws BackstayException, X {
        return act(permission, deed, work, _ -> Map.of());
    }

    /// Does an act.
    ///
    /// @param facts what the record says of the result besides the line
    <T, X extends Exception> T act(
            Permission permission, Deed deed, Recorder.Work<Said<T>, X> work, Function<T, Map<String, String>> facts)
            throws BackstayException, X {
        return books.recorder()
                .open()
                .act(permission, deed, work, said -> {
                    Map<String, String> all = new TreeMap<>(facts.apply(said.result()));
                    all.put(LineId.DETAIL, LineId.of(said.line()));
                    return all;
                })
                .result();
    }

    /// Writes a line.
    @FunctionalInterface
    interface Line {
        CaseEntry write() throws BackstayException;
    }

    /// Does an act of a case of which nothing is heard but its line.
    void act(Permission permission, Deed deed, Line line) throws BackstayException {
        act(permission, deed, () -> new Said<>("", line.write()));
    }

    /// Does an act of whoever keeps the case, of which nothing is heard but its line.
    void act(String caseId, String act, String target, Line line) throws BackstayException {
        act(Permission.KEEP_CASE, Deed.of(act, target).inCase(caseId), line);
    }

    /// Adds a line by whoever sits here.
    CaseEntry say(String caseId, Instant at, String sentence) throws BackstayException {
        return say(caseId, new CaseEntry(at, actor, sentence));
    }

    CaseEntry say(String caseId, CaseEntry line) throws BackstayException {
        books.cases().open().append(caseId, line);
        return line;
    }

    CaseRecord record(String caseId) throws BackstayException {
        return new CaseRecord(books.cases().open(), caseId);
    }

    Instant now() {
        return clock.instant();
    }

    /// The moment that was named, or now; one to come is refused.
    Instant past(@Nullable Instant at) throws BackstayException {
        Instant now = clock.instant();
        IntakeLimits.requirePast(at, now);
        return at == null ? now : at;
    }
}
