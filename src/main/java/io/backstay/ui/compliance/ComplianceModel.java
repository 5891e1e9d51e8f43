package io.backstay.ui.compliance;

import io.backstay.act.check.Facts;
import io.backstay.act.policy.PolicyTexts;
import io.backstay.base.AssetId;
import io.backstay.base.Failure;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.PaneState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which promise is broken, in whose words, by how much, now or at any instant; and where the policy's own text
/// contradicts itself.
public final class ComplianceModel {
    private final Facts facts;
    private final PolicyTexts texts;
    private final Background background;
    private final ObservableList<PolicySummary> policies = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable PolicySummary> policy = new SimpleObjectProperty<>();
    private final StringProperty asOf = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper asOfProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable CheckResult> result = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    // Held here, because a view of a list dies with its last owner, and its listeners with it.
    private final ObservableList<Item> itemsSeen = FXCollections.unmodifiableObservableList(items);
    private final ObjectProperty<@Nullable Item> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<PaneState> state =
            new ReadOnlyObjectWrapper<>(new PaneState.Loading("Reading the policies"));
    private final ReadOnlyIntegerWrapper breaches = new ReadOnlyIntegerWrapper(0);
    private @Nullable Activity checking;
    private @Nullable String wanted;
    private @Nullable AssetId only;

    /// A model that has read nothing yet.
    public ComplianceModel(Facts facts, PolicyTexts texts, Background background) {
        this.facts = facts;
        this.texts = texts;
        this.background = background;
        policy.subscribe((was, is) -> {
            if (is != null && !is.equals(was)) {
                check();
            }
        });
    }

    /// The policies that can be chosen.
    public ObservableList<PolicySummary> policies() {
        return policies;
    }

    /// The policy that the facts are held against; null while none was read.
    public ObjectProperty<@Nullable PolicySummary> policyProperty() {
        return policy;
    }

    /// The instant to judge, as typed with its offset; empty for now.
    public StringProperty asOfProperty() {
        return asOf;
    }

    /// What is wrong with the typed instant, empty when nothing is.
    public ReadOnlyStringProperty asOfProblemProperty() {
        return asOfProblem.getReadOnlyProperty();
    }

    /// The newest judgement, null while there is none.
    public ReadOnlyObjectProperty<@Nullable CheckResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// What was found in the facts and in the text, the worst first.
    public ObservableList<Item> items() {
        return itemsSeen;
    }

    /// The one that is shown whole; null where nothing was found.
    public ObjectProperty<@Nullable Item> selectedProperty() {
        return selected;
    }

    /// What the screen has to show.
    public ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// How many promises are broken, or cannot be kept as they are written.
    public ReadOnlyIntegerProperty breachesProperty() {
        return breaches.getReadOnlyProperty();
    }

    /// Shows a policy, narrowed to one asset.
    ///
    /// @param policyId null for the one that was looked at last
    /// @param asset    null for every asset
    public void open(@Nullable String policyId, @Nullable AssetId asset) {
        wanted = policyId;
        only = asset;
        if (policies.isEmpty()) {
            state.set(new PaneState.Loading("Reading the policies"));
        }
        background.call(_ -> facts.policies(), this::offer, this::failed);
    }

    /// Judges again with the facts as they are now.
    public void check() {
        PolicySummary chosen = policy.get();
        if (chosen == null) {
            return;
        }
        Instant at;
        try {
            at = instant(asOf.get().strip());
        } catch (DateTimeParseException _) {
            asOfProblem.set("Write the instant with its offset, such as 2026-03-13T18:00:00Z.");
            return;
        }
        asOfProblem.set("");
        if (checking != null) {
            checking.cancel();
        }
        state.set(new PaneState.Loading("Holding the policy against the facts"));
        checking = background.call(
                _ -> new Judgement(
                        facts.check(chosen.id(), at),
                        at == null ? texts.lint(chosen.id()) : texts.lint(chosen.id(), at)),
                this::show,
                this::failed);
    }

    /// Chooses the finding after the chosen one; stays at the last.
    public void next() {
        step(1);
    }

    /// Chooses the finding before the chosen one; stays at the first.
    public void previous() {
        step(-1);
    }

    /// The chosen finding as text, to be pasted elsewhere; empty when none is chosen.
    public String copy() {
        Item item = selected.get();
        CheckResult shown = result.get();
        return item == null || shown == null ? "" : ItemWords.copy(item, shown);
    }

    private void step(int by) {
        if (!items.isEmpty()) {
            int to = Math.clamp(items.indexOf(selected.get()) + by, 0, items.size() - 1);
            selected.set(items.get(to));
        }
    }

    private void offer(List<PolicySummary> all) {
        PolicySummary was = policy.get();
        policies.setAll(all);
        PolicySummary chosen = all.stream()
                .filter(one -> wanted == null
                        ? was != null && one.id().equals(was.id())
                        : one.id().equals(wanted))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
        if (chosen == null) {
            state.set(new PaneState.Empty(
                    "No policy yet", "No written promise is known, so nothing can be judged.", null));
        } else if (chosen.equals(was)) {
            policy.set(chosen);
            check();
        } else {
            policy.set(chosen);
        }
    }

    private void show(Judgement judgement) {
        List<Item> all = judgement.items();
        List<Item> shown = new ArrayList<>(all.stream().filter(this::isWanted).toList());
        Item was = selected.get();
        result.set(judgement.check());
        items.setAll(shown);
        breaches.set(
                (int) all.stream().filter(item -> item.mark() == Mark.BREACH).count());
        selected.set(shown.stream()
                .filter(item -> was != null && item.isAgain(was))
                .findFirst()
                .orElse(shown.isEmpty() ? null : shown.getFirst()));
        state.set(
                shown.isEmpty()
                        ? new PaneState.Empty(
                                "Nothing to judge", "No rule of this policy speaks about what is observed.", null)
                        : PaneState.READY);
    }

    /// Narrowed to an asset, the policy's text is not asked about.
    private boolean isWanted(Item item) {
        return only == null
                || (item instanceof Item.Measured(Finding finding)
                        && finding.asset().equals(only));
    }

    /// What the facts and the text came to.
    private record Judgement(CheckResult check, LintReport lint) {
        /// The worst first; among equals the facts come before the text.
        List<Item> items() {
            Stream<Item> facts = check.findings().stream().map(Item.Measured::new);
            Stream<Item> text = lint.findings().stream().map(Item.Written::new);
            return Stream.concat(facts, text)
                    .sorted(Comparator.comparing(Item::mark, ItemWords.ORDER))
                    .toList();
        }
    }

    private void failed(Failure failure) {
        state.set(new PaneState.Failed(failure, "Nothing was changed: a check only reads.", "Try again"));
    }

    private static @Nullable Instant instant(String typed) {
        return typed.isEmpty()
                ? null
                : OffsetDateTime.parse(typed.replace(' ', 'T')).toInstant();
    }
}
