package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;

/** The feed keeps what every channel keeps; it refuses nothing and is never away. {@code FeedTest} is about what can be read there. */
class FeedChannelTest extends ChannelContract {
    @Override
    Peer peer() {
        List<Got> got = new ArrayList<>();
        FeedChannel feed = new FeedChannel();
        return new Peer() {
            @Override
            public Channel channel() {
                return new Channel() {
                    @Override
                    public String name() {
                        return feed.name();
                    }

                    @Override
                    public byte[] compose(Notice notice) {
                        return feed.compose(notice);
                    }

                    @Override
                    public io.vertx.core.Future<Answer> deliver(vn.phusong.journal.Frozen message) {
                        got.add(new Got(
                                message.id(), new String(message.body(), java.nio.charset.StandardCharsets.UTF_8)));
                        return feed.deliver(message);
                    }

                    @Override
                    public int atOnce() {
                        return feed.atOnce();
                    }

                    @Override
                    public void close() {
                        feed.close();
                    }
                };
            }

            @Override
            public boolean can(Manner manner) {
                return manner == Manner.TAKE;
            }

            @Override
            public void next(Manner manner) {}

            @Override
            public List<Got> got() {
                return got;
            }

            @Override
            public void stop() {}
        };
    }
}
