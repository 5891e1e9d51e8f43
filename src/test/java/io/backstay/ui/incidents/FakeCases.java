package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two invented cases.
public final class FakeCases implements Cases {
    final List<Summary> all = new ArrayList<>(List.of(
            new Summary(
                    "INC-0031",
                    "Harrow & Finch lost Invoices",
                    "Harrow & Finch",
                    "open",
                    Instant.parse("2026-03-16T02:05:00Z"),
                    false,
                    null),
            new Summary(
                    "INC-0030",
                    "Alder Accounting lost Documents",
                    "Alder Accounting",
                    "restored",
                    Instant.parse("2026-03-02T09:00:00Z"),
                    true,
                    Path.of("reports", "INC-0030"))));

    @Nullable
    Failure failure;

    @Override
    public List<Summary> list() throws BackstayException {
        refuse();
        return List.copyOf(all);
    }

    @Override
    public List<Entry> timeline(String caseId) throws BackstayException {
        refuse();
        return List.of(
                entry("02:05:00", "Priya Nair by phone", "Report received: " + caseId),
                entry("02:12:00", "backstay", "Verdict: partly recoverable, 14 h 56 min lost"),
                entry("02:22:00", "Jonas Weber", "Staging started from Thu 12 Mar 16:04"),
                entry("02:58:00", "backstay", "Scratch ready: scratch-7f2c, 9.7 GB"),
                entry("04:46:12", "backstay", "Import committed: 2,763 rows, 8 of 8 proofs hold"));
    }

    private static Entry entry(String time, String actor, String what) {
        return new Entry(Instant.parse("2026-03-16T" + time + "Z"), actor, what);
    }

    private void refuse() throws BackstayException {
        if (failure != null) {
            throw new BackstayException(failure);
        }
    }
}
