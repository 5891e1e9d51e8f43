/// The token endpoints of OAuth 2.0, which several providers share.
@NullMarked
package io.backstay.connect.oauth;

import org.jspecify.annotations.NullMarked;
