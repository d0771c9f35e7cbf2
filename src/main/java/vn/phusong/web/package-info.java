/** Seeing: the REST doors, the live stream and the page. Reads pictures and the journal; never changes anything. */
@NullMarked
@CheckReturnValue
package vn.phusong.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
