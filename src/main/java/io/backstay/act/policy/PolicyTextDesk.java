package io.backstay.act.policy;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Storage;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.change.PolicyDiff;
import io.backstay.policy.lint.Acceptance;
import io.backstay.policy.lint.Contradiction;
import io.backstay.policy.lint.LintReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The policies of one state folder; what is accepted stands in the record.
public final class PolicyTextDesk implements PolicyTexts {
    private final Policies policies;
    private final AcceptanceBook book;
    private final Recording recorder;
    private final String actor;
    private final InstantSource clock;

    /// The desk of whoever sits there.
    ///
    /// @param policies the built-in ones and those of the state folder
    /// @param recorder opened when something is accepted
    public PolicyTextDesk(Place place, Policies policies, Recording recorder, InstantSource clock) {
        this.policies = policies;
        this.book = new AcceptanceBook(place.home(), place.storage());
        this.actor = place.actor();
        this.recorder = recorder;
        this.clock = clock;
    }

    /// Where the desk stands.
    ///
    /// @param home    the state folder
    /// @param storage locks its files while they are changed
    /// @param actor   who acts
    public record Place(Path home, Storage storage, String actor) {}

    /// Where the way of recording acts is found.
    @FunctionalInterface
    public interface Recording {
        /// Finds it.
        Recorder open() throws BackstayException;
    }

    @Override
    public Policy read(String name) throws BackstayException {
        return policies.named(name);
    }

    @Override
    public String text(String name) throws BackstayException {
        if (!name.endsWith(Policies.FILE_END)) {
            return policies.text(name);
        }
        policies.named(name);
        Path file = Path.of(name);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(file + " cannot be read: " + e.getMessage() + ".", "Check its permissions."),
                    e);
        }
    }

    @Override
    public LintReport lint(String name) throws BackstayException {
        Policy policy = read(name);
        return LintReport.of(policy, book.read(policy.id()), clock.instant());
    }

    @Override
    public LintReport lint(String name, Instant at) throws BackstayException {
        Policy policy = policies.inForce(name, at).policy();
        return LintReport.of(policy, book.read(policy.id()), at);
    }

    @Override
    public PolicyDiff diff(String before, String after) throws BackstayException {
        return PolicyDiff.between(read(before), read(after));
    }

    @Override
    public List<Acceptance> accept(String name, Choice choice) throws BackstayException {
        LintReport report = lint(name);
        String policy = report.policy().id();
        Instant now = report.at();
        require(choice, now);
        List<Acceptance> accepted = chosen(report, choice.rule(), choice.clauses()).stream()
                .map(found -> acceptance(found, choice, now))
                .toList();
        Deed deed = Deed.of("policy.accept", policy)
                .with("rule", choice.rule())
                .with("clauses", String.join(", ", accepted.getFirst().clauses()))
                .with("reason", choice.reason())
                .with("owner", choice.owner())
                .with("until", choice.until().toString());
        return recorder.open()
                .act(
                        Permission.ACCEPT_FINDING,
                        deed,
                        () -> {
                            book.add(policy, accepted);
                            return accepted;
                        },
                        all -> Map.of("findings", Integer.toString(all.size())));
    }

    @Override
    public List<Acceptance> withdraw(String name, End end) throws BackstayException {
        LintReport report = lint(name);
        String policy = report.policy().id();
        require(end.reason());
        List<Contradiction> accepted = chosen(report, end.rule(), end.clauses()).stream()
                .filter(found -> report.findings().stream()
                        .anyMatch(judged ->
                                judged.accepted() && judged.contradiction().equals(found)))
                .toList();
        if (accepted.isEmpty()) {
            throw notAccepted(end);
        }
        var how = new Acceptance.Withdrawal(end.reason(), actor, report.at());
        Deed deed = Deed.of("policy.withdraw", policy)
                .with("rule", end.rule())
                .with("clauses", String.join(", ", accepted.getFirst().clauseIds()))
                .with("reason", end.reason());
        return recorder.open()
                .act(
                        Permission.ACCEPT_FINDING,
                        deed,
                        () -> ended(policy, accepted, how, end),
                        all -> Map.of("findings", Integer.toString(all.size())));
    }

    /// Somebody else may have withdrawn it since it was read.
    private List<Acceptance> ended(String policy, List<Contradiction> accepted, Acceptance.Withdrawal how, End end)
            throws BackstayException {
        List<Acceptance> ended = book.end(policy, accepted, how);
        if (ended.isEmpty()) {
            throw notAccepted(end);
        }
        return ended;
    }

    private static BackstayException notAccepted(End end) {
        return new BackstayException(new Failure.BadInput(
                "The finding " + end.rule() + " in " + String.join(" + ", end.clauses()) + " is not accepted now.",
                "See with 'backstay policy lint' what is."));
    }

    private Acceptance acceptance(Contradiction found, Choice choice, Instant now) {
        return new Acceptance(
                found.rule(),
                found.clauseIds(),
                found.arithmetic(),
                choice.reason(),
                choice.owner(),
                choice.until(),
                actor,
                now,
                null);
    }

    private static void require(Choice choice, Instant now) throws BackstayException {
        if (!choice.until().isAfter(now)
                || Duration.between(now, choice.until()).toDays() >= LONGEST_DAYS) {
            throw new BackstayException(new Failure.BadInput(
                    "The end of an acceptance lies in the future, and less than two years away.",
                    "Choose a moment at which somebody looks at it again."));
        }
        require(choice.reason());
        require(choice.owner());
    }

    private static void require(String text) throws BackstayException {
        if (text.isBlank() || text.length() > Acceptance.TEXT_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    "A reason and an owner have 1 to " + Acceptance.TEXT_MAX + " characters.",
                    "Say why, and who answers for that."));
        }
    }

    /// Exactly those clauses, or the one contradiction in which they all stand.
    private static List<Contradiction> chosen(LintReport report, String rule, List<String> clauses)
            throws BackstayException {
        List<Contradiction> ofRule = report.findings().stream()
                .map(LintReport.Judged::contradiction)
                .filter(found -> found.rule().equals(rule))
                .toList();
        Set<String> wanted = Set.copyOf(clauses);
        List<Contradiction> exact = ofRule.stream()
                .filter(found -> Set.copyOf(found.clauseIds()).equals(wanted))
                .toList();
        List<Contradiction> holding = ofRule.stream()
                .filter(found -> found.clauseIds().containsAll(wanted))
                .toList();
        List<Contradiction> chosen = exact.isEmpty() ? holding : exact;
        if (chosen.isEmpty() || (exact.isEmpty() && chosen.size() > 1)) {
            String there = ofRule.stream()
                    .map(found -> String.join(" + ", found.clauseIds()))
                    .distinct()
                    .collect(Collectors.joining("; "));
            throw new BackstayException(new Failure.BadInput(
                    "There is not exactly one finding " + rule + " in " + String.join(" + ", clauses) + ".",
                    there.isEmpty()
                            ? "The policy has no finding of this rule."
                            : "Name the clauses of one of these: " + there + "."));
        }
        return chosen;
    }
}
