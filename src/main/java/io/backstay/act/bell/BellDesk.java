package io.backstay.act.bell;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Storage;
import io.backstay.incident.clock.Bell;
import io.backstay.incident.clock.CaseClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Bells of the cases in one state folder whose clocks run.
public final class BellDesk implements Bells {
    /// Nobody works on more cases at once, and each takes a look at its clocks.
    private static final int CASES_MAX = 50;

    /// Of a key: case, kind, stage, end.
    private static final int PARTS = 4;

    private final Open open;
    private final Clocks clocks;
    private final BellBook book;

    /// @param home the state folder
    public BellDesk(Open open, Clocks clocks, Path home) {
        this.open = open;
        this.clocks = clocks;
        this.book = new BellBook(home);
    }

    /// A case whose clocks may run.
    public record Case(String id, String title) {}

    /// Where those cases are found, the most pressing first.
    @FunctionalInterface
    public interface Open {
        /// Reads them.
        List<Case> cases() throws BackstayException;
    }

    /// Where the clocks of a case are read.
    @FunctionalInterface
    public interface Clocks {
        /// Reads them as they stand now; none of a case of before there were intakes.
        List<CaseClock> of(String caseId) throws BackstayException;
    }

    @Override
    public synchronized Look fresh() throws BackstayException {
        try (Storage.Held _ = book.hold()) {
            return look();
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Conflict) {
                // Another window on this state folder looks at this very moment, and rings.
                return new Look(List.of(), List.of());
            }
            throw e;
        }
    }

    private Look look() throws BackstayException {
        BellBook.Stored stored = book.read();
        List<Case> cases = open.cases();
        List<Ring> rings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, List<CaseClock>> read = new HashMap<>();
        // What is not known of a case is no reason to forget what it rang for.
        cases.forEach(one -> read.put(one.id(), List.of()));
        for (Case one : cases.subList(0, Math.min(CASES_MAX, cases.size()))) {
            try {
                List<CaseClock> known = clocks.of(one.id());
                read.put(one.id(), known);
                Bell.of(known).forEach(bell -> rings.add(new Ring(one.id(), one.title(), bell)));
            } catch (BackstayException e) {
                problems.add(one.id() + ": " + e.failure().message());
            }
        }
        List<Ring> fresh = rings.stream()
                .filter(ring -> !stored.rung().contains(key(ring, ring.bell().stage()))
                        // A clock of the workstation that is put back makes of what was over what is soon.
                        && !stored.rung().contains(key(ring, Bell.Stage.OVER)))
                .sorted(Comparator.comparing(ring -> ring.bell().stage(), Comparator.reverseOrder()))
                .toList();
        Set<String> now = new LinkedHashSet<>(stored.rung());
        now.removeIf(key -> !stands(key, read));
        fresh.forEach(ring -> now.add(key(ring, ring.bell().stage())));
        if (!List.copyOf(now).equals(stored.rung())) {
            book.write(BellBook.Stored.of(stored.muted(), List.copyOf(now)));
        }
        return new Look(fresh, problems);
    }

    /// Whether the case is among them and its clock has no other end: then it has rung, whatever it shows for a
    /// while.
    private static boolean stands(String key, Map<String, List<CaseClock>> open) {
        String[] parts = key.split(" ", -1);
        List<CaseClock> known = open.get(parts[0]);
        return parts.length == PARTS
                && known != null
                && known.stream()
                        .filter(one -> one.kind().name().equals(parts[1]) && one.due() != null)
                        .allMatch(one -> String.valueOf(one.due()).equals(parts[PARTS - 1]));
    }

    private static String key(Ring ring, Bell.Stage stage) {
        Bell bell = ring.bell();
        return ring.caseId() + " " + bell.kind() + " " + stage + " " + bell.due();
    }

    @Override
    public synchronized boolean muted() throws BackstayException {
        return book.read().muted();
    }

    @Override
    public synchronized void mute(boolean on) throws BackstayException {
        try (Storage.Held _ = book.holdSoon()) {
            book.write(BellBook.Stored.of(on, book.read().rung()));
        }
    }
}
