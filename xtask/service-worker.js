// Keeps the page for when there is no network, one whole version at a time. `cargo xtask dist` writes it into the site
// and fills in the two places.
//
// All of a version comes from its cache, the page's own document too. Every file is checked against the hash that the
// build wrote here: before it is kept, and each time before it is served. A new version is fetched in the background and
// waits until the page says that it may take over.
'use strict';

const VERSION = '{{version}}';

// Each file with its hash, as browsers take it for Subresource Integrity.
const FILES = new Map({{files}});

// The caches of an origin belong to all its pages, which may be several of this kind in several folders.
const PREFIX = `kindred ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(tidy()));

self.addEventListener('message', event => {
    if (event.data === 'take over') {
        self.skipWaiting();
    } else if (event.data === 'keep all') {
        event.waitUntil(keepAll().then(() => event.source.postMessage('all kept'), () => {}));
    }
});

self.addEventListener('fetch', event => {
    const { request } = event;
    if (request.method === 'GET' && request.url.startsWith(self.registration.scope)) {
        event.respondWith(answer(request));
    }
});

// A host in the middle of a deployment, or a portal that answers for it, gives files that do not belong together. Then
// nothing of this version stays, and the version before goes on.
async function install() {
    const isNew = !await caches.has(CACHE);
    try {
        await keepAll();
    } catch (error) {
        if (isNew) {
            await caches.delete(CACHE);
        }
        throw error;
    }
}

async function keepAll() {
    const cache = await caches.open(CACHE);
    await Promise.all([...FILES].map(([file, hash]) => kept(cache, file, hash)));
}

// A file of this version: the copy that is kept if it is whole, and otherwise a new one, which takes its place.
async function kept(cache, file, hash) {
    const copy = await cache.match(file);
    if (copy && await hashOf(copy.clone()) === hash) {
        return copy;
    }
    const fresh = await fetched(file, hash);
    await cache.put(file, fresh.clone());
    return fresh;
}

// Fails if what the host gives has another hash. A damaged file may also lie in the browser's own cache.
async function fetched(file, integrity) {
    try {
        return await fetch(file, { cache: 'no-cache', integrity });
    } catch {
        return fetch(file, { cache: 'reload', integrity });
    }
}

async function hashOf(response) {
    const hash = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
    return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

async function tidy() {
    const names = await caches.keys();
    const others = names.filter(name => name.startsWith(PREFIX) && name !== CACHE);
    // The latest of them may be that of open tabs, which still run the version before, or of a version that waits.
    await Promise.all(others.slice(0, -1).map(name => caches.delete(name)));
    // The first visit goes on offline, too.
    await self.clients.claim();
}

async function answer(request) {
    const isPage = request.mode === 'navigate';
    const { origin, pathname, search } = new URL(request.url);
    const file = (origin + pathname).slice(self.registration.scope.length) || './';
    const hash = isPage || !search ? FILES.get(file) : undefined;
    if (hash === undefined) {
        // A tab that still runs another version asks for files of that.
        return await caches.match(request) ?? fetch(request);
    }
    try {
        return await kept(await caches.open(CACHE), file, hash);
    } catch (error) {
        // A document of another version names files of its own, so it may stand in for this one.
        return isPage ? fetch(request) : Promise.reject(error);
    }
}
