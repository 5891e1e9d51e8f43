package io.backstay.ui.compliance;

import io.backstay.act.check.Facts;
import io.backstay.act.policy.Retentions;
import io.backstay.base.AssetId;
import io.backstay.base.Failure;
import io.backstay.estate.Asset;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.entry.LocalMoment;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javafx.beans.property.ObjectProperty;
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

/// Which points of an asset still reach a wanted moment, and when the last of them goes. The answer is the one of
/// `retention --policy P --asset A --before T`.
public final class ForecastModel {
    private static final PaneState ASK = new PaneState.Empty(
            "Which moment is wanted?",
            "Choose an asset and write a moment to go back to; then the points that still reach it are listed here,"
                    + " with the time that is left.",
            null);

    private final Facts facts;
    private final Retentions retentions;
    private final Background background;
    private final ZoneId zone;
    private final ObservableList<Asset> assets = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Asset> asset = new SimpleObjectProperty<>();
    private final StringProperty moment = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable MomentForecast> forecast = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<PaneState> state = new ReadOnlyObjectWrapper<>(ASK);
    private @Nullable Activity asking;
    private @Nullable AssetId wanted;
    private String policy = "";
    private @Nullable Instant at;

    /// A model that has asked nothing yet.
    ///
    /// @param zone the customer's, in which a moment is typed
    public ForecastModel(Facts facts, Retentions retentions, Background background, ZoneId zone) {
        this.facts = facts;
        this.retentions = retentions;
        this.background = background;
        this.zone = zone;
        asset.subscribe((was, is) -> {
            if (is != null && !is.equals(was) && !moment.get().isBlank()) {
                ask();
            }
        });
    }

    /// The assets that can be chosen.
    ObservableList<Asset> assets() {
        return assets;
    }

    ObjectProperty<@Nullable Asset> assetProperty() {
        return asset;
    }

    /// The wanted moment as it is typed, in the customer's zone or with an offset.
    StringProperty momentProperty() {
        return moment;
    }

    /// What is wrong with what was typed; empty when nothing is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The newest answer, null while there is none.
    ReadOnlyObjectProperty<@Nullable MomentForecast> forecastProperty() {
        return forecast.getReadOnlyProperty();
    }

    /// What the pane has to show.
    ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ZoneId zone() {
        return zone;
    }

    /// Foresees by the rules of a policy; reads the assets, and asks again what was asked.
    ///
    /// @param now the instant to stand at, null for now
    void open(String policyId, @Nullable Instant now) {
        policy = policyId;
        at = now;
        background.call(_ -> facts.assets(), this::offer, this::failed);
    }

    /// Offers an asset first, such as the one of the chosen finding.
    void choose(AssetId id) {
        wanted = id;
        assets.stream().filter(one -> one.id().equals(id)).findFirst().ifPresent(asset::set);
    }

    /// Looks for the points that reach the typed moment.
    void ask() {
        Asset of = asset.get();
        if (of == null || policy.isEmpty()) {
            return;
        }
        switch (LocalMoment.read(moment.get().strip(), zone)) {
            case LocalMoment.Wrong(String sentence) -> problem.set(sentence);
            case LocalMoment.At(Instant loss) -> {
                problem.set("");
                ask(of, loss);
            }
        }
    }

    private void ask(Asset of, Instant loss) {
        if (asking != null) {
            asking.cancel();
        }
        state.set(new PaneState.Loading("Looking for the points that reach it"));
        var rule = new Retentions.Rule.Promised(policy, ZoneOffset.UTC);
        var question = new Retentions.Question(List.of(), of.id(), rule, null, at);
        asking = background.call(_ -> retentions.judge(question), answer -> show(of, loss, answer), this::failed);
    }

    private void offer(List<Asset> all) {
        Asset was = asset.get();
        AssetId first = was == null ? wanted : was.id();
        assets.setAll(all);
        asset.set(all.stream()
                .filter(one -> one.id().equals(first))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst()));
        if (all.isEmpty()) {
            state.set(new PaneState.Empty(
                    "No asset is known yet", "Start the practice lab, or list a connection, first.", null));
        } else if (moment.get().isBlank()) {
            state.set(ASK);
        } else {
            ask();
        }
    }

    private void show(Asset of, Instant loss, Retentions.Answer answer) {
        forecast.set(
                answer.assets().isEmpty()
                        ? null
                        : MomentForecast.of(answer.assets().getFirst(), answer.at(), loss));
        state.set(
                answer.assets().isEmpty()
                        ? new PaneState.Unknown(
                                "When points of " + of.name() + " go is not known",
                                "This policy gives no number for them, or none of them can be restored from.")
                        : PaneState.READY);
    }

    private void failed(Failure failure) {
        state.set(new PaneState.Failed(failure, "Nothing was changed: this only reads.", "Try again"));
    }
}
