package io.backstay.connect.http.way;

import java.io.IOException;

/// A name led to an address that calls of that kind are not made to.
public final class ForbiddenAddress extends IOException {
    ForbiddenAddress() {
        super("an address that no call is made to");
    }
}
