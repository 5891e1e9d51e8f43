package io.backstay.ui.restore;

import io.backstay.act.restore.Restores;
import io.backstay.base.AssetId;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/// Where the scratch database of a restore comes from, and the way to name one that a person had made elsewhere.
public final class StagingChoice {
    /// As projects of Supabase are called in the catalogue.
    private static final String SUPABASE = "supabase:";

    private final Restores restores;
    private final IntakeForm form;
    private final Background background;
    private final Consumer<Failure> onFailed;
    private final BooleanBinding needed;
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper(false);
    private @Nullable Naming naming;

    StagingChoice(Restores restores, IntakeForm form, Background background, Consumer<Failure> onFailed) {
        this.restores = restores;
        this.form = form;
        this.background = background;
        this.onFailed = onFailed;
        this.needed = Bindings.createBooleanBinding(
                () -> {
                    AssetId database = form.databaseProperty().get();
                    return database != null
                            && database.value().startsWith(SUPABASE)
                            && IntakeForm.USUAL.equals(form.stagingProperty().get());
                },
                form.databaseProperty(),
                form.stagingProperty());
        form.databaseProperty().subscribe(database -> look(database, null));
    }

    /// Leads where a server is named that holds an earlier moment of a database.
    @FunctionalInterface
    public interface Naming {
        /// Goes there, and comes back when one was named.
        ///
        /// @param onNamed gets its name
        void name(AssetId database, Consumer<String> onNamed);
    }

    /// Whether the provider of the chosen database makes no scratch database, and none was chosen.
    public BooleanBinding neededBinding() {
        return needed;
    }

    /// Whether a server can be named from here.
    public ReadOnlyBooleanProperty possibleProperty() {
        return possible.getReadOnlyProperty();
    }

    /// Makes it possible to name a server from here.
    public void with(Naming way) {
        naming = way;
        possible.set(true);
    }

    /// Goes to name a server for the chosen database; it is chosen when there is one.
    public void name() {
        AssetId database = form.databaseProperty().get();
        if (database != null && naming != null) {
            naming.name(database, named -> look(database, named));
        }
    }

    /// @param wanted chosen where it is among them, null to choose none
    private void look(@Nullable AssetId database, @Nullable String wanted) {
        if (database == null) {
            return;
        }
        background.call(
                _ -> restores.stagings(database),
                names -> {
                    form.offerStagings(database, names);
                    if (wanted != null && form.stagings().contains(wanted)) {
                        form.stagingProperty().set(wanted);
                    }
                },
                onFailed);
    }
}
