package io.backstay.act;

import io.backstay.base.BackstayException;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import java.util.Comparator;
import java.util.List;

/// The book of cases, for reading.
record CaseDesk(CaseBook book) implements Cases {
    @Override
    public List<Summary> list() throws BackstayException {
        return book.list().stream()
                .map(file -> new Summary(
                        file.id(),
                        file.title(),
                        file.tenant().name() + " (" + file.tenant().id() + ")",
                        file.state().word(),
                        file.openedAt(),
                        file.practice(),
                        file.report()))
                .toList();
    }

    @Override
    public List<Entry> timeline(String caseId) throws BackstayException {
        // People remember late, and cases come from elsewhere: what was written last may have happened first.
        return book.timeline(caseId).stream()
                .sorted(Comparator.comparing(CaseEntry::at))
                .map(entry -> new Entry(entry.at(), entry.actor(), entry.sentence()))
                .toList();
    }
}
