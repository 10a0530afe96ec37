package io.ambo.bench;

import java.net.InetSocketAddress;

/** nginx as a plain reverse proxy, tuned by its documentation: keep-alive on both sides. */
final class NginxFile {

    private NginxFile() {}

    /**
     * The configuration. Like Ambo, it puts the provider's key in place of the caller's; everything else passes.
     *
     * @param whole port for whole answers, buffered
     * @param streams port for streams, unbuffered
     */
    static String of(int workers, InetSocketAddress upstream, int whole, int streams, String key) {
        return """
                daemon off;
                worker_processes %d;
                pid nginx.pid;
                error_log error.log error;
                %sevents { worker_connections 8192; multi_accept on; use epoll; }
                http {
                  access_log off;
                  server_tokens off;
                  tcp_nodelay on;
                  keepalive_requests 1000000000;
                  client_body_buffer_size 128k;
                  client_max_body_size 32m;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  upstream models {
                    server 127.0.0.1:%d;
                    keepalive 2048;
                    keepalive_requests 1000000000;
                  }
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header Authorization "Bearer %s";
                  server {
                    listen 127.0.0.1:%d backlog=1024;
                    location / { proxy_pass http://models; }
                  }
                  server {
                    listen 127.0.0.1:%d backlog=1024;
                    location / { proxy_pass http://models; proxy_buffering off; }
                  }
                }
                """.formatted(workers, user(), upstream.getPort(), key, whole, streams);
    }

    /** If root starts nginx, its worker would run as another user without access to the folder. */
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "user root;\n" : "";
    }
}
