package io.backstay.connect.http.way;

/// How far from this machine a call may end up, whatever a name server says.
public enum Reach {
    /// This machine, the company's network, the internet; nowhere where a cloud's own machinery answers.
    NETWORK,
    /// The internet only: for addresses that come out of a document, and for providers that are nowhere else.
    PUBLIC
}
