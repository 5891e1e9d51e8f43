package io.backstay.incident.intake;

/// Which of two instants is meant where a clock was put back and showed the same hour twice.
public enum Which {
    EARLIER,
    LATER
}
