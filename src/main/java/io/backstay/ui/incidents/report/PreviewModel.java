package io.backstay.ui.incidents.report;

import io.backstay.act.incident.Reports;
import io.backstay.base.BackstayException;
import io.backstay.incident.print.Page;
import io.backstay.incident.print.Sheet;
import io.backstay.incident.report.ReportSection;
import io.backstay.policy.draw.Png;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// How a report will look when it is written, while it is typed. One look is under way at most; what is typed meanwhile
/// is looked at after it, once.
final class PreviewModel {
    private final Reports reports;
    private final Background background;
    private final BooleanProperty on = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Look> look = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean looking;
    private @Nullable Wish next;
    private ReportCalls.@Nullable Key shown;

    /// What can be seen.
    ///
    /// @param pictures as PNG, by their files
    record Look(Page page, Map<String, byte[]> pictures) {
        Look {
            pictures = Map.copyOf(pictures);
        }
    }

    /// What is to be looked at.
    private record Wish(ReportCalls.Key key, List<ReportSection> sections) {}

    PreviewModel(Reports reports, Background background) {
        this.reports = reports;
        this.background = background;
        on.subscribe(is -> {
            if (!is) {
                clear(null);
            }
        });
    }

    /// Whether it is looked at.
    BooleanProperty onProperty() {
        return on;
    }

    /// The report as it will look; null before it is known.
    ReadOnlyObjectProperty<@Nullable Look> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /// Why it is not known how it looks now; empty when it is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Looks at sections as they stand.
    ///
    /// @param key null while there is no report
    void look(ReportCalls.@Nullable Key key, List<ReportSection> sections) {
        if (!on.get() || key == null) {
            clear(key);
            return;
        }
        if (!key.equals(shown)) {
            clear(key);
        }
        next = new Wish(key, List.copyOf(sections));
        begin();
    }

    private void clear(ReportCalls.@Nullable Key key) {
        shown = key;
        next = null;
        look.set(null);
        problem.set("");
    }

    private void begin() {
        Wish wish = next;
        if (looking || wish == null) {
            return;
        }
        next = null;
        looking = true;
        Look before = look.get();
        // Pictures do not depend on what is typed, and take longest.
        Map<String, byte[]> pictures = before == null ? Map.of() : before.pictures();
        Activity activity = background.call(
                _ -> read(wish, pictures),
                read -> {
                    if (wish.key().equals(shown)) {
                        problem.set("");
                        look.set(read);
                    }
                },
                failure -> {
                    if (wish.key().equals(shown)) {
                        problem.set(Foreign.of(failure));
                    }
                });
        activity.stateProperty().subscribe(state -> {
            if (state != Activity.State.RUNNING && looking) {
                looking = false;
                begin();
            }
        });
    }

    private Look read(Wish wish, Map<String, byte[]> before) throws BackstayException {
        Sheet sheet = reports.sheet(wish.key().caseId(), wish.key().variant(), wish.sections());
        Map<String, byte[]> pictures = new HashMap<>();
        for (Sheet.Part part : sheet.parts()) {
            for (Sheet.Drawn drawn : part.drawn()) {
                byte[] known = before.get(drawn.file());
                pictures.put(drawn.file(), known == null ? Png.of(drawn.drawing()) : known);
            }
        }
        return new Look(Page.of(sheet), pictures);
    }
}
