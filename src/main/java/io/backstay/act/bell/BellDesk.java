package io.backstay.act.bell;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.clock.Bell;
import io.backstay.incident.clock.CaseClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Bells of the open cases in one state folder.
public final class BellDesk implements Bells {
    /// Nobody works on more cases at once, and each takes a look at its clocks.
    private static final int CASES_MAX = 50;

    private final Open open;
    private final Clocks clocks;
    private final BellBook book;

    /// @param home the state folder
    public BellDesk(Open open, Clocks clocks, Path home) {
        this.open = open;
        this.clocks = clocks;
        this.book = new BellBook(home);
    }

    /// A case that is open.
    public record Case(String id, String title) {}

    /// Where the open cases are found, newest first.
    @FunctionalInterface
    public interface Open {
        /// Reads them.
        List<Case> cases() throws BackstayException;
    }

    /// Where the clocks of a case are read.
    @FunctionalInterface
    public interface Clocks {
        /// Reads them as they stand now.
        List<CaseClock> of(String caseId) throws BackstayException;
    }

    @Override
    public synchronized List<Ring> fresh() throws BackstayException {
        List<Case> cases = open.cases();
        List<Ring> rings = new ArrayList<>();
        for (Case one : cases.subList(0, Math.min(CASES_MAX, cases.size()))) {
            for (Bell bell : Bell.of(clocks(one.id()))) {
                rings.add(new Ring(one.id(), one.title(), bell));
            }
        }
        BellBook.Stored stored = book.read();
        // What rings no more is forgotten: a clock that begins anew has another end.
        Set<String> now = new LinkedHashSet<>();
        rings.forEach(ring -> now.add(key(ring)));
        List<Ring> fresh = rings.stream()
                .filter(ring -> !stored.rung().contains(key(ring)))
                .toList();
        if (!List.copyOf(now).equals(stored.rung())) {
            book.write(BellBook.Stored.of(stored.muted(), List.copyOf(now)));
        }
        return fresh.stream()
                .sorted(Comparator.comparing(ring -> ring.bell().stage(), Comparator.reverseOrder()))
                .toList();
    }

    /// None for a case of before there were intakes.
    private List<CaseClock> clocks(String caseId) throws BackstayException {
        try {
            return clocks.of(caseId);
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.NotFound) {
                return List.of();
            }
            throw e;
        }
    }

    private static String key(Ring ring) {
        Bell bell = ring.bell();
        return ring.caseId() + " " + bell.kind() + " " + bell.stage() + " " + bell.due();
    }

    @Override
    public synchronized boolean muted() throws BackstayException {
        return book.read().muted();
    }

    @Override
    public synchronized void mute(boolean on) throws BackstayException {
        book.write(BellBook.Stored.of(on, book.read().rung()));
    }
}
