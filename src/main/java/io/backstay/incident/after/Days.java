package io.backstay.incident.after;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Days as papers keep them, such as `2026-12-24`; in this form they sort by time.
final class Days {
    private Days() {}

    static void require(String day) {
        try {
            if (!LocalDate.parse(day).toString().equals(day) || day.startsWith("-") || day.startsWith("+")) {
                throw new IllegalArgumentException("not a day of four digits a year");
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a day", e);
        }
    }
}
