package io.backstay.ui.incidents.report;

import io.backstay.act.incident.Reports;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.Variant;
import io.backstay.ui.kit.Background;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads and writes reports, one call after the other for each, and knows what was typed into which words and is not
/// known to be saved.
final class ReportCalls {
    private static final System.Logger LOG = System.getLogger(ReportCalls.class.getName());

    private final Reports reports;
    private final Background background;
    private final InTurn<Key> turns;
    /// What is typed and not known to be saved, of each report.
    private final Map<Key, Map<String, String>> typed = new HashMap<>();
    /// What could not be saved when another report was shown; it is there again when its report is.
    private final Map<Key, Map<String, String>> left = new HashMap<>();
    /// What each report was typed into: as it was read or saved here last, whatever others have saved since.
    private final Map<Key, ReportDraft> bases = new HashMap<>();
    /// What was sent to be saved last, written behind the screen: when the process ends, the screen may not know yet
    /// that it was saved.
    private final Map<Key, List<ReportSection>> sent = new ConcurrentHashMap<>();

    ReportCalls(Reports reports, Background background) {
        this.reports = reports;
        this.background = background;
        this.turns = new InTurn<>(background);
    }

    /// One report of one case.
    record Key(String caseId, Variant variant) {}

    /// Something that is done with a saved report.
    @FunctionalInterface
    interface Act {
        Done on(String caseId, Variant wanted) throws BackstayException;
    }

    /// What came of it.
    ///
    /// @param written where the report was written, null when it was not
    record Done(ReportDraft draft, ReportWriter.@Nullable Written written) {}

    /// What is wanted of a report.
    ///
    /// @param sections as they stand on the screen
    /// @param typed    what of them was typed and is not saved yet
    /// @param over     whether to write over what somebody else saved
    /// @param act      what is done then; null for nothing
    record Wish(
            List<ReportSection> sections,
            Map<String, String> typed,
            boolean over,
            @Nullable Act act) {}

    /// What a wish came to.
    ///
    /// @param draft   as it is now; null when somebody else's words stand in the way
    /// @param refused why the act was not done although the words were saved
    record Ended(
            @Nullable ReportDraft draft,
            ReportWriter.@Nullable Written written,
            @Nullable Failure refused) {
        private static final Ended MOVED = new Ended(null, null, null);
    }

    /// Reads a report, after everything that was wanted of it before.
    void read(Key key, Consumer<ReportDraft> read, Consumer<Failure> failed) {
        turns.call(
                key,
                () -> _ -> reports.draft(key.caseId(), key.variant()),
                new InTurn.Endings<ReportDraft>(read, failed, () -> {}));
    }

    /// Saves what was typed and does what is wanted, after everything that was wanted of the report before; not when
    /// somebody else wrote meanwhile, unless that is to be written over.
    void call(Key key, Wish wish, InTurn.Endings<Ended> endings) {
        turns.call(
                key,
                () -> {
                    ReportDraft base = bases.get(key);
                    return _ -> done(key, wish, base);
                },
                new InTurn.Endings<Ended>(
                        ended -> {
                            if (ended.draft() != null) {
                                bases.put(key, ended.draft());
                                left.computeIfPresent(key, (_, unsaved) -> without(unsaved, wish.typed()));
                                typed.computeIfPresent(key, (_, unsaved) -> without(unsaved, wish.typed()));
                                remember();
                            }
                            endings.done().accept(ended);
                        },
                        endings.failed(),
                        endings.broke()));
    }

    /// Whether another call waits behind the one that ends now.
    boolean more(Key key) {
        return turns.more(key);
    }

    private Ended done(Key key, Wish wish, @Nullable ReportDraft base) throws BackstayException {
        ReportDraft now = reports.draft(key.caseId(), key.variant());
        if (!wish.over() && base != null && moved(base, now) && !ours(key, now)) {
            return Ended.MOVED;
        }
        boolean unsaved = !wish.typed().isEmpty() && !now.sections().equals(wish.sections());
        if (wish.over() || unsaved) {
            if (now.state() == ReportState.FINAL) {
                throw new BackstayException(new Failure.Conflict(
                        "The report was made final meanwhile", "Show theirs; yours is put on the clipboard first."));
            }
            sent.put(key, wish.sections());
            now = reports.save(key.caseId(), key.variant(), wish.sections());
        }
        if (wish.act() == null) {
            return new Ended(now, null, null);
        }
        try {
            Done done = wish.act().on(key.caseId(), key.variant());
            return new Ended(done.draft(), done.written(), null);
        } catch (BackstayException e) {
            return new Ended(now, null, e.failure());
        }
    }

    private boolean ours(Key key, ReportDraft now) {
        return now.state() != ReportState.FINAL && now.sections().equals(sent.get(key));
    }

    /// Whether somebody else wrote other words, or made them final.
    private static boolean moved(ReportDraft base, ReportDraft now) {
        boolean ended = now.state() == ReportState.FINAL && base.state() != ReportState.FINAL;
        return !Objects.equals(now.savedAt(), base.savedAt())
                && (ended || !now.sections().equals(base.sections()));
    }

    private static @Nullable Map<String, String> without(Map<String, String> unsaved, Map<String, String> sent) {
        Map<String, String> rest = new HashMap<>(unsaved);
        rest.entrySet().removeAll(sent.entrySet());
        return rest.isEmpty() ? null : rest;
    }

    /// Remembers what was typed, until it is known to be saved.
    void leave(Key key, Map<String, String> typed) {
        left.put(key, Map.copyOf(typed));
    }

    /// What was left, which is remembered no more.
    Map<String, String> comeBack(Key key) {
        Map<String, String> unsaved = left.remove(key);
        return unsaved == null ? Map.of() : unsaved;
    }

    /// Takes what was read as what is typed into from now on, unless words that were left belong to others: then those
    /// stay what they were typed into, however often they are left and shown again.
    ///
    /// @param unsaved whether words that were left are typed into it
    /// @return whether somebody else wrote since those words were begun
    boolean begin(Key key, ReportDraft read, boolean unsaved) {
        ReportDraft base = bases.get(key);
        if (unsaved && base != null && moved(base, read)) {
            return true;
        }
        bases.put(key, read);
        if (!unsaved) {
            typed.remove(key);
            remember();
        }
        return false;
    }

    /// Hears what is typed into a report and not saved yet.
    void typing(Key key, Map<String, String> unsaved) {
        typed.put(key, Map.copyOf(unsaved));
        remember();
    }

    /// What is to be saved when the process ends, as it stands now: no later look at what belongs to the screen.
    private void remember() {
        Map<Key, ReportDraft> from = Map.copyOf(bases);
        Map<Key, Map<String, String>> unsaved = Map.copyOf(typed);
        background.remember(
                this,
                unsaved.isEmpty()
                        ? null
                        : () -> unsaved.forEach((key, words) -> {
                            ReportDraft base = from.get(key);
                            if (base != null) {
                                atTheEnd(key, words, base);
                            }
                        }));
    }

    /// Saves, and where that cannot be, lays the words beside the case: nobody can be asked any more, and what fails
    /// for one report is no reason to lose another.
    private void atTheEnd(Key key, Map<String, String> words, ReportDraft base) {
        var wish = new Wish(over(base, words), words, false, null);
        String why = "somebody else wrote meanwhile";
        try {
            if (done(key, wish, base).draft() != null) {
                return;
            }
        } catch (BackstayException e) {
            why = e.failure().message();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a defect while the report of " + key.caseId() + " was saved", e);
            why = "a defect";
        }
        List<ReportSection> unsaved = wish.sections().stream()
                .filter(each -> words.containsKey(each.id()))
                .toList();
        try {
            Path file = reports.setAside(key.caseId(), key.variant(), unsaved);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the report of {0} was not saved at the end ({1}); what was typed is in {2}",
                    key.caseId(),
                    why,
                    file);
        } catch (BackstayException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the report of {0} was not saved at the end ({1}), and what was typed is lost: {2}",
                    key.caseId(),
                    why,
                    e.failure().message());
        }
    }

    private static List<ReportSection> over(ReportDraft base, Map<String, String> unsaved) {
        return base.sections().stream()
                .map(each -> new ReportSection(each.id(), each.title(), unsaved.getOrDefault(each.id(), each.prose())))
                .toList();
    }
}
