package io.backstay.ui.compliance;

import io.backstay.act.policy.PolicyTexts;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.change.PolicyDiff;
import io.backstay.policy.lint.Acceptance;
import io.backstay.policy.lint.LintReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The built-in policies with what they contradict themselves in, and acceptances that are kept in memory.
public final class FakeTexts implements PolicyTexts {
    final List<Choice> chosen = new ArrayList<>();
    final List<End> ended = new ArrayList<>();
    final List<Acceptance> accepted = new ArrayList<>();

    @Nullable
    Failure failure;

    private final boolean lints;

    private FakeTexts(boolean lints) {
        this.lints = lints;
    }

    /// Finds what there is to find.
    public static FakeTexts strict() {
        return new FakeTexts(true);
    }

    /// Finds nothing.
    public static FakeTexts quiet() {
        return new FakeTexts(false);
    }

    @Override
    public Policy read(String name) throws BackstayException {
        return new Policies(null, InstantSource.system()).get(name);
    }

    @Override
    public String text(String name) throws BackstayException {
        return new Policies(null, InstantSource.system()).text(name);
    }

    @Override
    public LintReport lint(String name, Instant at) throws BackstayException {
        return lint(name);
    }

    @Override
    public LintReport lint(String name) throws BackstayException {
        LintReport whole = LintReport.of(read(name), accepted, FakePolicies.NOW);
        return lints ? whole : new LintReport(whole.policy(), whole.at(), List.of());
    }

    @Override
    public PolicyDiff diff(String before, String after) throws BackstayException {
        return PolicyDiff.between(read(before), read(after));
    }

    @Override
    public List<Acceptance> accept(String name, Choice choice) throws BackstayException {
        if (failure != null) {
            throw new BackstayException(failure);
        }
        chosen.add(choice);
        List<Acceptance> now = lint(name).findings().stream()
                .map(LintReport.Judged::contradiction)
                .filter(found ->
                        found.rule().equals(choice.rule()) && found.clauseIds().equals(choice.clauses()))
                .map(found -> new Acceptance(
                        found.rule(),
                        found.clauseIds(),
                        found.arithmetic(),
                        choice.reason(),
                        choice.owner(),
                        choice.until(),
                        "Jonas Weber",
                        FakePolicies.NOW,
                        null))
                .toList();
        accepted.addAll(now);
        return now;
    }

    @Override
    public List<Acceptance> withdraw(String name, End end) throws BackstayException {
        if (failure != null) {
            throw new BackstayException(failure);
        }
        ended.add(end);
        var how = new Acceptance.Withdrawal(end.reason(), "Jonas Weber", FakePolicies.NOW);
        accepted.replaceAll(
                one -> one.rule().equals(end.rule()) && one.clauses().equals(end.clauses()) ? one.ended(how) : one);
        return accepted.stream().filter(one -> one.withdrawn() != null).toList();
    }
}
