//! A host as many sites have it: nginx, set up well and badly.
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::server::serve as serve_with;
use super::site::{Form, doctor, named, remove, replace, run, site};
use crate::folder::Folder;

/// What the guide has a host of nginx say.
fn good() -> String {
    let guide = include_str!("../../../../../docs/guide/doctor.md");
    let lines = guide.split("```nginx").nth(1).and_then(|rest| rest.split("```").next());
    lines.unwrap().to_owned()
}

struct Nginx {
    child: Child,
    port: u16,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program() -> Option<PathBuf> {
    let named = std::env::var_os("NGINX").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join("nginx"));
    let all = named.into_iter().chain(on_path).chain([PathBuf::from("/usr/sbin/nginx")]);
    let found = all.into_iter().find(|program| program.is_file());
    if found.is_none() {
        println!("nginx is not installed: the test over it is left out");
    }
    found
}

impl Nginx {
    /// Serves the folder `public` with these lines for its host; none where there is no nginx.
    fn start(folder: &Folder, listen: &str, lines: &str) -> Option<Nginx> {
        let program = program()?;
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let work = folder.path("nginx");
        fs::create_dir_all(&work).unwrap();
        let at = work.display();
        // As root its workers would be somebody else, who may not look into the folder of a test.
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        let user = if is_root { "user root;" } else { "" };
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {at}/{name};\n"))
            .concat();
        let public = folder.path("public");
        let config = format!(
            "{user}\ndaemon off;\nmaster_process off;\npid {at}/pid;\nerror_log {at}/errors;\nevents {{}}\nhttp {{\n{temporary}\
             access_log off;\nserver {{\nlisten 127.0.0.1:{port}{listen};\nserver_name localhost;\nroot {};\n{lines}\n}}\n}}\n",
            public.display()
        );
        fs::write(work.join("conf"), config).unwrap();
        let child = Command::new(program)
            .arg("-p")
            .arg(&work)
            .arg("-e")
            .arg(work.join("errors"))
            .arg("-c")
            .arg(work.join("conf"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut nginx = Nginx { child, port };
        let end = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let has_ended = nginx.child.try_wait().unwrap().is_some();
            let errors = || fs::read_to_string(work.join("errors")).unwrap_or_default();
            assert!(!has_ended && Instant::now() < end, "nginx does not listen: {}", errors());
            thread::sleep(Duration::from_millis(20));
        }
        Some(nginx)
    }

    fn url(&self, path: &str) -> String {
        format!("http://localhost:{}/{path}", self.port)
    }
}

#[test]
fn nginx_set_up_as_the_guide_says_is_in_order() {
    for form in Form::ALL {
        let Some(folder) = site(form) else { return };
        let Some(nginx) = Nginx::start(&folder, "", &good()) else { return };
        doctor(&folder, &[&nginx.url("")]).nothing().ok("the files of one build, 3 articles");
    }
}

#[test]
fn nginx_as_it_comes_is_told_what_it_lacks() {
    let Some(folder) = site(Form::Plain) else { return };
    let types = "types { text/html html; text/css css; application/javascript js; }\ndefault_type application/octet-stream;";
    let Some(nginx) = Nginx::start(&folder, "", types) else { return };
    let found = doctor(&folder, &[&nginx.url("")]);
    found.also(("warning", "type"), "kwic_bg.wasm", "application/octet-stream");
    found.also(("warning", "compression"), "kwic_bg.wasm", "without compression");
    found.also(("warning", "caching"), "kwic.js", "without cache-control");
}

#[test]
fn rules_of_an_application_of_one_page_hide_what_is_gone() {
    let Some(folder) = site(Form::Hashed) else { return };
    let name = named(&folder, "kwic_bg.", ".wasm");
    let Some(nginx) = Nginx::start(&folder, "", &(good() + "error_page 404 =200 /index.html;"))
    else {
        return;
    };
    for ending in ["", ".br", ".gz"] {
        remove(&folder, &format!("public/kwic/{name}{ending}"));
    }
    doctor(&folder, &[&nginx.url("")]).only(
        ("error", "page-instead"),
        &name,
        "status 200",
        "single page",
    );
}

#[test]
fn a_policy_of_nginx_is_held_against_its_pages() {
    let Some(folder) = site(Form::Plain) else { return };
    let lines = good().replace(
        "gzip_static on;",
        "gzip_static on; add_header content-security-policy \"default-src 'self'\";",
    );
    let Some(nginx) = Nginx::start(&folder, "", &lines) else { return };
    let found = doctor(&folder, &[&nginx.url("")]);
    found.only(
        ("error", "policy"),
        "localhost",
        "default-src of its policy has no 'wasm-unsafe-eval'",
        "default-src",
    );
}

#[test]
fn a_certificate_has_to_be_one_that_is_trusted() {
    let Some(folder) = site(Form::Plain) else { return };
    if program().is_none() {
        return;
    }
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
        ])
        .args([
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
        ])
        .args(["-keyout", "key.pem", "-out", "own.pem"])
        .current_dir(folder.path(""))
        .output();
    if !made.is_ok_and(|made| made.status.success()) {
        println!("openssl makes no certificate: the test of secure connections is left out");
        return;
    }
    let lines = format!(
        "{}\nssl_certificate {};\nssl_certificate_key {};",
        good(),
        folder.path("own.pem").display(),
        folder.path("key.pem").display()
    );
    let Some(nginx) = Nginx::start(&folder, " ssl", &lines) else { return };
    let url = nginx.url("").replace("http://", "https://");
    run(&folder, &[&url]).fails(&[&url, "has no secure connection", "--cacert"]);
    doctor(&folder, &[&url, "--cacert", "own.pem"]).nothing();
    // A page that came so takes no script that did not.
    let plain = serve_with(&folder, |_, good| good);
    replace(&folder, "public/pier.html", "\"/kwic/", &format!("\"http://{plain}/kwic/"));
    doctor(&folder, &[&format!("{url}pier.html"), "--cacert", "own.pem"]).also(
        ("error", "mixed-content"),
        "kwic-search.js",
        "over http by a page that came over https",
    );
}
