/// DigitalOcean's API: whether a token is taken.
@NullMarked
package io.backstay.connect.digitalocean;

import org.jspecify.annotations.NullMarked;
