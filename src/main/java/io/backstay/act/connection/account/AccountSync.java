package io.backstay.act.connection.account;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Lists an account into the catalogue, all of its parts at once. What a part says replaces what was known of its
/// assets; of a part that fails, or is not asked because it was listed completely a short while ago, everything stays
/// as it was seen before, with its time. An interrupt ends it; what parts had said until then is stored, and of the
/// others everything stays.
public final class AccountSync {
    private final Listing.Occasion occasion;
    private final Catalogue catalogue;
    private final Duration fresh;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> whole = new TreeSet<>();

    /// Asks every part.
    ///
    /// @param occasion for whom, and when
    public AccountSync(Listing.Occasion occasion, Catalogue catalogue) {
        this(occasion, catalogue, Duration.ZERO);
    }

    /// @param fresh how old the last complete listing of a part may be so that it is not asked again; zero for none
    public AccountSync(Listing.Occasion occasion, Catalogue catalogue, Duration fresh) {
        this.occasion = occasion;
        this.catalogue = catalogue;
        this.fresh = fresh;
    }

    /// What is asked on its own, so that it fails on its own.
    ///
    /// @param name such as `RDS in eu-central-1`
    public record Part(String name, Asking asking) {}

    /// Lists a part.
    @FunctionalInterface
    public interface Asking {
        /// Asks; the thread is one of its own.
        Listing list(Listing.Occasion occasion) throws BackstayException, InterruptedException;
    }

    /// Looks at everything that was found before it is stored.
    @FunctionalInterface
    public interface Settling {
        /// What is stored.
        ///
        /// @param complete whether everything could be asked and read
        /// @param told     hears what a person is to know
        /// @throws BackstayException when none of it may be
        List<Listing.Found> settle(List<Listing.Found> found, boolean complete, Told told)
                throws BackstayException, InterruptedException;
    }

    /// What is to be said besides, a sentence or two each.
    public static final class Told {
        private final List<String> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<Circumstance> circumstances = new ArrayList<>();
        private final Set<String> partly = new TreeSet<>();
        private final Set<AssetId> silent = new HashSet<>();
        private final Set<AssetId> folded = new HashSet<>();
        private final Map<String, AssetId> left = new LinkedHashMap<>();
        private final Set<String> unheard;
        private final boolean cancelled;

        private Told(Set<String> unheard, boolean cancelled) {
            this.unheard = Set.copyOf(unheard);
            this.cancelled = cancelled;
        }

        /// The parts that were not asked, and those whose answer nobody waited for.
        public Set<String> unheard() {
            return unheard;
        }

        /// Whether somebody cancelled it, so that nothing more is asked.
        public boolean cancelled() {
            return cancelled;
        }

        /// Of which part something is not stored now, so that it is asked again.
        public void partly(String part) {
            partly.add(part);
        }

        /// Of which asset points are kept as they were seen before, since nobody told of them: they prove nothing.
        public void silent(AssetId asset) {
            silent.add(asset);
        }

        /// What was an asset of its own, and is now known as a part of another: nothing is kept of it besides.
        public void folded(AssetId asset) {
            folded.add(asset);
        }

        /// Which part, and what asset of it, another connection lists from now on: what was said of it is dropped.
        public void left(String part, AssetId asset) {
            left.put(part, asset);
        }

        Map<String, AssetId> left() {
            return left;
        }

        List<Circumstance> circumstances() {
            return circumstances;
        }

        Set<AssetId> silent() {
            return silent;
        }

        Set<AssetId> folded() {
            return folded;
        }

        /// What could not be found out, and what to do.
        public void problem(String sentence) {
            problems.add(sentence);
        }

        /// What is so of an asset that no part alone could tell; it replaces what was told of it before.
        public void circumstance(Circumstance fact) {
            circumstances.add(fact);
        }

        /// What no fact has room for.
        public void note(String sentence) {
            notes.add(sentence);
        }
    }

    /// What was listed.
    ///
    /// @param problems what could not be listed, and what to do, a sentence or two each
    /// @param notes    what a person should know besides
    public record Sum(int assets, int points, List<String> problems, List<String> notes, Parts parts) {}

    /// How the parts were dealt with.
    ///
    /// @param asked  how many were asked
    /// @param fresh  how many were not, because they were listed completely a short while ago
    /// @param failed how many of those asked did not answer, or not all of it
    public record Parts(int asked, int fresh, int failed) {
        /// One sentence.
        public String words() {
            return "Asked " + asked + " of " + Counts.of(asked + fresh, "part") + "; "
                    + (fresh == 0 ? "" : fresh + " listed a short while ago, ") + failed + " failed.";
        }
    }

    /// Lists.
    ///
    /// @throws BackstayException when no part could be listed, or what was found may not be stored
    public Sum run(List<Part> parts, Settling settling, Progress progress)
            throws BackstayException, InterruptedException {
        Set<String> skipped = fresh(parts);
        List<Part> asked =
                parts.stream().filter(each -> !skipped.contains(each.name())).toList();
        Map<String, Listing> heard = new LinkedHashMap<>();
        try {
            listen(asked, heard, progress);
        } catch (InterruptedException e) {
            keep(parts, heard, settling);
            throw e;
        }
        List<Listing> listings = List.copyOf(heard.values());
        Told told = new Told(skipped, false);
        boolean complete = problems.isEmpty()
                && skipped.isEmpty()
                && listings.stream().allMatch(each -> each.unread().isEmpty());
        List<Listing.Found> found = settling.settle(found(heard), complete, told);
        int failed = asked.size() - whole.size();
        whole.removeAll(told.partly);
        // What was not asked, because it was listed a short while ago, is no older than that.
        Heard all = new Heard(occasion.at(), occasion.at().minus(fresh));
        int points = store().store(new AccountStore.Heeded(found, told, all), asked, heard);
        List<String> notes = new ArrayList<>();
        for (Listing each : listings) {
            each.unread().stream()
                    .map(Unread::sentence)
                    .filter(sentence -> !problems.contains(sentence))
                    .forEach(problems::add);
            notes.addAll(each.notes());
        }
        if (skipped.isEmpty()) {
            notes.addAll(gone(found, told.left().values()));
        }
        notes.addAll(told.notes);
        problems.addAll(told.problems);
        return new Sum(
                found.size(),
                points,
                List.copyOf(problems),
                List.copyOf(notes),
                new Parts(asked.size(), skipped.size(), failed));
    }

    private AccountStore store() {
        return new AccountStore(occasion, catalogue, whole);
    }

    private static List<Listing.Found> found(Map<String, Listing> heard) {
        return heard.values().stream().flatMap(each -> each.found().stream()).toList();
    }

    /// Stores what had been said before somebody cancelled. Nobody waits for it: nothing more is asked.
    private void keep(List<Part> parts, Map<String, Listing> heard, Settling settling)
            throws BackstayException, InterruptedException {
        if (heard.isEmpty()) {
            return;
        }
        List<Part> told =
                parts.stream().filter(each -> heard.containsKey(each.name())).toList();
        Set<String> unheard = new TreeSet<>();
        parts.forEach(each -> unheard.add(each.name()));
        unheard.removeAll(heard.keySet());
        Told beside = new Told(unheard, true);
        List<Listing.Found> found = settling.settle(found(heard), false, beside);
        if (!found.isEmpty()) {
            whole.removeAll(beside.partly);
            store().store(new AccountStore.Heeded(found, beside, null), told, heard);
        }
    }

    private Set<String> fresh(List<Part> parts) throws BackstayException {
        Set<String> skipped = new TreeSet<>();
        if (fresh.isZero()) {
            return skipped;
        }
        Map<String, Instant> listed = catalogue.listed(occasion.source());
        for (Part each : parts) {
            Instant at = listed.get(each.name());
            // What was listed at a moment to come was listed by another clock.
            if (at != null
                    && !at.isAfter(occasion.at())
                    && !at.isBefore(occasion.at().minus(fresh))) {
                skipped.add(each.name());
            }
        }
        return skipped;
    }

    /// @param heard takes what each part says, also when this ends by an interrupt
    private void listen(List<Part> parts, Map<String, Listing> heard, Progress progress)
            throws BackstayException, InterruptedException {
        Map<String, Future<Listing>> asked = new LinkedHashMap<>();
        BackstayException first = null;
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (Part part : parts) {
                asked.put(part.name(), workers.submit(() -> part.asking().list(occasion)));
            }
            int done = 0;
            for (Map.Entry<String, Future<Listing>> each : asked.entrySet()) {
                progress.step("Listing " + each.getKey() + ", " + ++done + " of " + asked.size());
                try {
                    hear(each.getKey(), got(each.getValue()), heard);
                } catch (BackstayException e) {
                    Failure failure = e.failure();
                    problems.add("What is in " + each.getKey() + " stays as it was seen before: " + failure.message()
                            + " " + failure.advice());
                    first = first == null ? e : first;
                }
            }
        } catch (InterruptedException e) {
            asked.forEach((name, answer) -> {
                if (answer.state() == Future.State.SUCCESS) {
                    hear(name, answer.resultNow(), heard);
                }
            });
            throw e;
        } finally {
            workers.shutdownNow();
        }
        if (heard.isEmpty() && first != null) {
            throw first;
        }
    }

    private void hear(String part, Listing said, Map<String, Listing> heard) {
        heard.put(part, said);
        if (said.unread().isEmpty()) {
            whole.add(part);
        }
    }

    /// An answer that is there already is no reason to go on for somebody who cancelled.
    private static Listing got(Future<Listing> future) throws BackstayException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the listing was cancelled");
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case BackstayException failure -> throw failure;
                case RuntimeException defect -> throw defect;
                case Error defect -> throw defect;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// What was there and is not any more is told at each listing and stays with its time: somebody may have deleted
    /// it. What another connection lists from now on is there.
    private List<String> gone(List<Listing.Found> found, Collection<AssetId> left) throws BackstayException {
        List<String> gone = new ArrayList<>();
        Set<AssetId> now = found.stream().map(each -> each.asset().id()).collect(Collectors.toSet());
        for (Asset each : catalogue.assets()) {
            boolean ours = each.observation().source().equals(occasion.source());
            if (ours && !now.contains(each.id()) && !left.contains(each.id()) && problems.isEmpty()) {
                gone.add(each.name() + " (" + each.id() + ") is no longer there; what was known of it at "
                        + each.observation().observedAt() + " stays.");
            }
        }
        return gone;
    }
}
