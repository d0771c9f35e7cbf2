/** A province whose truth is known, spoken by real MQTT clients; also the load generator. */
@NullMarked
@CheckReturnValue
package vn.phusong.simulate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
