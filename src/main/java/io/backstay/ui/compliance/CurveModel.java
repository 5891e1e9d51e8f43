package io.backstay.ui.compliance;

import io.backstay.act.check.Facts;
import io.backstay.base.AssetId;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.curve.Curve;
import io.backstay.policy.curve.CurveShape;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// How far apart the moments lie that one can go back to, of each asset that a policy covers.
public final class CurveModel {
    private final Facts facts;
    private final Background background;
    private final ObservableList<AssetCurve> curves = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable AssetCurve> shown = new SimpleObjectProperty<>();
    private final ReadOnlyDoubleWrapper cursor = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper because = new ReadOnlyStringWrapper("");
    private @Nullable Activity running;

    /// @param facts called off the UI thread
    public CurveModel(Facts facts, Background background) {
        this.facts = facts;
        this.background = background;
        shown.subscribe(_ -> read());
        cursor.subscribe(_ -> read());
    }

    ObservableList<AssetCurve> curves() {
        return curves;
    }

    ObjectProperty<@Nullable AssetCurve> shownProperty() {
        return shown;
    }

    /// Where the cursor stands, 0 to 1; less than 0 where there is none.
    ReadOnlyDoubleProperty cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    /// The three values at the cursor, in words.
    ReadOnlyStringProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// What makes the values at the cursor so: the clause and what is missing.
    ReadOnlyStringProperty becauseProperty() {
        return because.getReadOnlyProperty();
    }

    /// Why there are no curves, empty when there are.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    @Nullable
    Curve curve() {
        AssetCurve one = shown.get();
        return one == null ? null : one.curve();
    }

    void setCursor(double at) {
        cursor.set(Math.clamp(at, 0, 1));
    }

    void moveCursor(double by) {
        setCursor(Math.max(0, cursor.get()) + by);
    }

    /// Reads the curves of a policy.
    ///
    /// @param at the instant that they are seen from
    void open(String policy, Instant at) {
        if (running != null) {
            running.cancel();
        }
        running = background.call(_ -> facts.curves(policy, at), this::show, this::failed);
    }

    /// Shows the curve of an asset, if it has one.
    void choose(AssetId asset) {
        curves.stream()
                .filter(one -> one.asset().id().equals(asset))
                .findFirst()
                .ifPresent(shown::set);
    }

    private void show(List<AssetCurve> all) {
        AssetCurve was = shown.get();
        problem.set("");
        curves.setAll(all);
        shown.set(all.stream()
                .filter(one ->
                        was != null && one.asset().id().equals(was.asset().id()))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst()));
    }

    private void failed(Failure failure) {
        curves.clear();
        shown.set(null);
        problem.set(failure.message());
    }

    private void read() {
        Curve curve = curve();
        if (curve == null || cursor.get() < 0) {
            reading.set("");
            because.set("");
            return;
        }
        Duration age = CurveShape.ageAt(curve, cursor.get());
        Curve.Band band = curve.at(age);
        reading.set("At " + Durations.words(age) + ": promised " + words(band.promised()) + ", configured "
                + words(band.configured()) + ", actual " + words(band.actual()));
        because.set(because(band.because()));
    }

    private static String because(Curve.Because why) {
        String promised = why.promised().isEmpty() ? "" : "Promised: “" + why.promised() + "” ";
        String configured = why.configured().isEmpty() ? "" : "Configured: " + why.configured() + ". ";
        return (promised + configured + (why.actual().isEmpty() ? "" : "Actual: " + why.actual() + ".")).strip();
    }

    static String words(@Nullable Duration distance) {
        return distance == null ? "none" : Durations.words(distance);
    }
}
